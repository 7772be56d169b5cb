# Why today's session is what it is: one message a rule (why-<rule>).

## The shape of the session

why-session-normal = You have { $minutes } minutes. Your session goes from calm to moving, then steady, strong and daily life, in that order. You are at the { $stage ->
    [beginner] first
    [intermediate] second
   *[advanced] third
} of three stages.
why-session-maintenance = This is your small routine to stay well, in { $minutes } minutes.
why-session-half-dose = Your back takes a while to settle at the moment. So you do a bit of everything, at { $percent } % of the usual amount.
why-session-flare = You are in a flare-up. So today is breathing, a few easy moves and a short walk, at { $percent } % of the usual amount and with no load.
why-session-regulation-only = Today is breathing and walking only. { $because ->
    [leg] That is the gentle choice while leg symptoms are on the move.
   *[other] That is the gentle choice while several things need care at once.
}
why-session-shift = Your goal right now is { $goal ->
    [calm_nervous_system] to calm things down
    [spine_joints] to move more freely
    [si_joint] a steady pelvis
    [posture_muscle_balance] balance and control
   *[strength_capacity] strength
}. So one exercise moved to that part of the session.
why-session-pattern = { $because ->
    [life] It prepares you for what you told me matters to you.
    [pack] It suits what you told me about your health.
    [target] It works on a movement that was harder in your check.
   *[other] It is one of the main movements of every day.
} You come back to it every few days, so that you can see it grow.{ $caution ->
    [yes] { " " }You take the smallest amount of it.
   *[no] { "" }
}
why-session-task = This is your own task, rehearsed in small steps.
why-session-volume = You do { $percent } % of your usual amount for now.
why-session-time-fits = Your exercises fit your { $minutes } minutes as they are.
why-session-time-cut = One exercise is left out today, so that it fits your { $minutes } minutes. Nothing you have reached is made smaller.
why-session-time-added = There is room for more in your { $minutes } minutes, so an exercise is added.
why-session-time-short = This is shorter than { $minutes } minutes. More would not be gentle enough for now.

## One exercise

why-session-pick = { $because ->
    [life] It prepares you for what you told me matters to you.
    [pack] It suits what you told me about your health.
    [target] It works on a movement that was harder in your check.
    [goal] It fits your goal.
    [suits] It suits your kind of back pain.
   *[turn] It brings a change into your week.
}{ $caution ->
    [yes] { " " }You take the smallest amount of it.
   *[no] { "" }
}

## A swap

why-swap-easier = You asked for something easier. This is the step before it.
why-swap-harder = You asked for something harder. This is the next step.
why-swap-hurts = It hurt. This is an easier step; leave it out too if it hurts as well.
why-swap-spared = { $exercise } hurt, so nothing that moves the same way follows today.
why-swap-other = { $request ->
    [harder] There is no harder step that fits you, so this is another one for the same purpose.
    [easier] This is another one for the same purpose, and no harder.
    [hurts] This is another one for the same purpose, and it moves you in another way.
   *[other] This is the next best one for the same purpose.
}
why-swap-none = Nothing else in this part fits you today. You can skip it.
why-swap-enough = You have changed { $most } exercises today. Skip what does not feel right; we look at it again tomorrow.

## What your answers mean for the choice

why-condition-bending = You said that bending brings it on. So there are no deep or long bends.
why-condition-sitting = You said that sitting brings it on. So there are no deep or long bends.
why-condition-arching = You said that bending back brings it on. So there are no far backward bends.
why-condition-standing = You said that standing brings it on. So there are no far backward bends.
why-condition-walking = Walking brings it on and sitting eases it. So there are no far backward bends.
why-condition-leg = You have symptoms down your leg. So there are no strong leg stretches, and we watch which way the symptoms move.
why-condition-told = You told me what a clinician found. The session keeps to what fits it.
why-condition-pregnant = You are pregnant or have just had a baby. So there is no straining and no lying flat.
why-condition-irritable = Your back is easily stirred up at the moment. So moves are small and nothing is held for long.

## What is left out for now, and why

why-bar-beginner = Heavy weights, wobbly surfaces and hard trunk work come later. You are at an early step, and that is the right place to start.
why-bar-beginner-bending = Deep bends come later. You did not say that bending eases your back.
why-bar-beginner-arching = Far backward bends come later. You did not say that they ease your back.
why-bar-intermediate = Heavy weights and turning under load come in the third stage.
why-bar-ball-too-early = Work on an exercise ball comes after the first weeks.
why-bar-calm-without-load = Bands and weights wait until your back has calmed down.
why-bar-phase-order = First calm, then movement, then strength: loaded work comes when that order says so.
why-bar-gentle = While your back is easily stirred up there is no load, no far end of a movement and no wobbly surface.
why-bar-unpractised = Heavy weights come after the first { $weeks } weeks, once the easier lifts feel familiar.
why-bar-advanced-machine = There are no gym machines in this programme.
why-bar-fear = Moving feels worrying at the moment. So we build trust with easy moves before load or balance.
why-bar-acute = Your pain is recent. So load waits until it has calmed down and the strength part begins.
why-bar-acute-bending = Your pain is recent. So deep bends wait until it has calmed down.
why-bar-leg = Your leg is involved. So there is no strong leg stretch, no heavy load and no turning under load until it has been quiet for { $leg_weeks } weeks.
why-bar-leg-bending = With nerve pain in the leg, repeated deep bends are left out.
why-bar-older = From { $age } on, balance work has a support within reach, and there are no wobbly surfaces.
why-bar-blood-thinner = You take blood thinners or bleed easily. So exercises with a risk of falling are left out.
why-bar-after-operation = You had an operation or injection in the last weeks. So there is no load and no far end of a movement.
why-bar-heart = Because of your heart, heavy work and long hard holds are left out.
why-bar-flexion-intolerant = Bending brings your pain on. So deep bends are left out.
why-bar-extension-intolerant = Bending back brings your pain on. So far backward bends are left out.
why-bar-stenosis = With a narrow spinal canal, far backward bends and wobbly surfaces are left out.
why-bar-spondylolisthesis = With spondylolisthesis, far backward bends, turning under load and heavy weights are left out.
why-bar-osteoporosis = For your bones, deep bends, turning under load and exercises with a risk of falling are left out. Strength work stays in.
why-bar-pregnancy = In pregnancy, straining, balance risk and far ends of movements are left out.
why-bar-hip-replacement = With a new hip, work on one leg and on wobbly surfaces is left out.
why-bar-mid-range = For your back, control in the middle comes first. So the far ends of movements are left out.
why-bar-lifting = Lifting brings your pain on. So loaded lifts wait.
why-bar-twisting = Twisting brings your pain on. So turning under load is left out.
why-bar-one-leg = Standing on one leg is hard right now. So one-leg work under load waits.
why-bar-impact = Impact brings your pain on. So there is no jumping.

## Special packs

why-pack-osteoporosis = You have osteoporosis. So exercises that build bone and back muscles rank higher.
why-pack-stenosis-or-older = Sitting and easy forward moves suit you well, so they rank higher.
why-pack-older = Steady legs and good balance matter more with the years, so they rank higher.
why-pack-pregnancy = You are pregnant or have just had a baby. So side-lying, standing and hands-and-knees exercises rank higher.
why-pack-ease-back = Bending back moved your pain up or made it less. So moves that go back rank higher.
why-pack-ease-forward = Bending forward moved your pain up or made it less. So moves that go forward rank higher.
why-pack-leg-dominant = Your leg is involved. So gentle nerve glides and easy positions rank higher.
why-pack-hypermobile-or-scoliosis = Control suits your back better than stretching, so it ranks higher.
