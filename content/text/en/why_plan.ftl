### Why the plan is what it is: one message a rule (why-<rule>). $exercise is the exercise's name, as it is shown.
### Nothing here reassures where a referral is given, and nothing here names a cause of the pain.

## Kind of pain

why-pain-type-leg = { $because ->
    [below_knee] Your pain goes below the knee.
    [signs] You feel tingling or a numb patch in a leg.
   *[other] You told me of a weak or numb feeling in a leg.
} So the plan treats this as back pain with an irritated nerve.
why-pain-type-structural = You told me about { $diagnosis ->
    [scoliosis] a curve of the spine (scoliosis)
    [spondylolisthesis] a slipped vertebra (spondylolisthesis)
   *[other] the shape of your spine
}. The plan takes that into account.
why-pain-type-chronic = This has been with you for { NUMBER($weeks, maximumFractionDigits: 0) } weeks, so it counts as lasting pain.
why-pain-type-acute = This began not long ago, so it counts as new pain.
why-pain-type-recurrent = This has been with you for { NUMBER($weeks, maximumFractionDigits: 0) } weeks, and you had it before. So it counts as lasting pain.
why-pain-type-between = This has been with you for { NUMBER($weeks, maximumFractionDigits: 0) } weeks and is your first time. So it still counts as new pain.

## First goal

why-goal-nerve = The leg comes first. So the first goal is to calm things down.
why-goal-irritable = Your pain is strong at rest, or it takes more than a day to settle. So the first goal is to calm things down.
why-goal-peripartum = You are pregnant or gave birth lately. So the first goal is a steady pelvis.
why-goal-si-joint = The pain is in one buttock, and turning in bed or standing on one leg makes it worse. So the first goal is a steady pelvis.
why-goal-stiff = Your check showed more stiff directions than shaky ones. So the first goal is to move more freely.
why-goal-control = Your check showed more to gain in balance and control than in reach. So that is the first goal.
why-goal-untested = We have no movement check yet. Moving freely comes first, so we start there.

## Stage

why-stage-advanced = Your pain is low, your nights are quiet and you move well. So you start at the third of three stages.
why-stage-average = Your usual pain is { $pain } of 10. That sets your stage.
why-stage-worst = Your worst pain was { $pain } of 10. That sets your stage.
why-stage-waking = { $waking ->
    [most_nights] Pain wakes you on most nights.
   *[occasional] Pain wakes you now and then.
} That sets your stage.
why-stage-leg = You have symptoms in your leg. That sets the first stage.
why-stage-irritable = Your back is easily stirred up right now. That sets the first stage.
why-stage-fear = You are afraid of moving at the moment. The first stage lets you build trust in small steps.
why-stage-breath = You hold your breath at the thought of moving. The first stage starts with easy breathing.
why-stage-habit = You have not exercised lately. The first stage is the right way in.
why-stage-movement = Some moves of your check were stiff or sore. That sets your stage.
why-stage-untested = We have not looked at how you move yet, so you start in the middle at most.
why-stage-experience = You know exercise well. But pain decides the stage, not experience, so this is where you start.

## Phase and dose

why-phase-calm = Calming things down comes first. Moving freely is next.
why-phase-mobility = Your back is calm enough. So we start by helping it move freely, and strength comes after that.
why-phase-strength = You are calm and you move well. So we start with strength and control.
why-gentle-conditions = You told me about { $count } things that need care at once. So sessions are breathing and walking for now. Please ask a clinician which exercises suit you.
why-gentle-irritable = Your back is easily stirred up right now. So you do a small part of the usual amount.
why-gentle-settled = A whole week has settled well. So you go back to the usual amount, a little less in the first days.
why-gentle-again = Pain has been { $pain } of 10 or near it on more than a single morning. So we go back to the small amount for now.
why-dose-low = Some of your answers mean a visit to a clinician is a good idea. Until then you do the small amount of each exercise.
why-advise-sign = The feeling in your leg { $history ->
    [new] is new or has got worse
   *[unchecked] has not been checked yet
}. It is a good idea to have it looked at. You can start meanwhile.
why-advise-unchecked = Nobody has checked this back pain yet. It is a good idea to have it looked at. You can start meanwhile.

## Stop and leg (R0, R1)

why-r0 = One of your answers needs a clinician before any exercise. So the programme stops here.
why-r1-further-down = Your leg pain moved further down after your last sessions. So { $direction ->
    [bend_forward] bending forward is left out
    [bend_back] bending back is left out
   *[none] those exercises are left out
} and sessions are breathing and walking for now.
why-r1-below-knee = Your pain now goes below the knee. So { $direction ->
    [bend_forward] bending forward is left out
    [bend_back] bending back is left out
   *[none] those exercises are left out
} and sessions are breathing and walking for now.
why-r1-again = This is the second time in { $days } days that leg pain moved down. A clinician should look at it before you go on.

## Flare-up (R2 and the flare plan)

why-r2-said = You told me this is a flare-up. So your flare plan starts today.
why-r2-morning = This morning your pain is { $pain } of 10. Your usual is { $base }. So your flare plan starts today.
why-r2-high = This morning your pain is { $pain } of 10, well above your usual { $base }. So your flare plan starts today.
why-r2-repeated = This is flare-up number { $count } in a short time. A clinician should look at it before you go on.
why-r2-settle = Day { $day } of your flare plan. Breathing, a few easy moves and short walks. No load yet.
why-r2-look = Day { $day } of your flare plan. Pain is still above your usual, so you stay with it and walk a little longer.
why-r2-seek-relief = Day { $day } of your flare plan, and pain is still up. Ask a pharmacist or a clinician about pain relief. Keep moving gently.
why-r2-resume = Pain is back near your usual. So you pick up again{ $result ->
    [hold] { " " }where you stopped.
   *[resume] , a little lower than where you stopped.
}
why-r2-refer = It is day { $day } and pain has not come back to your usual. A clinician should look at it before you go on.
why-my-flare-settle = The first days, from day { $day } on: breathing, a few easy moves, and { $walks } short walks of { $minutes } to { $most } minutes. No load. Keep moving; bed rest slows things down.
why-my-flare-look = Day { $day }: look again. If pain is near your usual, pick up one step lower.
why-my-flare-relief = Day { $day }: if pain is still up, ask a pharmacist or a clinician about pain relief.
why-my-flare-refer = Day { $day }: if pain is not back to your usual, see a clinician.

## Missed days

why-absence-hold = You were away for { $days } days. Welcome back. You pick up where you stopped.
why-absence-step-back = You were away for { $days } days. Welcome back. You start a step lower and do a little less this week. Nothing to catch up.
why-absence-mini-assessment = You were away for { $days } days. Welcome back. A few short questions first, then a start a little lower. Nothing to catch up.
why-absence-reassessment = You were away for { $days } days. Welcome back. Much can change in that time, so we go through the questions again.
why-relapse = Your pain has been around { $pain } of 10 this week. So we go back to building strength, a little lower than where you were. This is common, and you know the way.

## A step down (R3)

why-r3-peak = Pain went up to { $peak } of 10 in the last session. { $result ->
    [hold] So today stays gentle and nothing goes up.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
}
why-r3-effort = The last session felt very hard ({ $effort } of 10). { $result ->
    [hold] So nothing goes up today.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
}
why-r3-control = You were holding your breath or losing control. { $result ->
    [hold] So nothing goes up today.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
} Easy breath, low effort.
why-r3-settled = You felt a lot more the morning after. { $result ->
    [hold] So nothing goes up today.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
}
why-r3-morning = This morning pain is { $pain } of 10. Your usual is { $base }. { $result ->
    [hold] So nothing goes up today.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
}
why-r3-waking = You woke more than usual on { $nights } nights in a row. { $result ->
    [hold] So nothing goes up today.
   *[regress] So the newest step goes back, and you do { $percent } % for { $days } days.
}
why-r3-hurts = { $exercise } hurt last time. { $result ->
    [hold] You have it as you began it; choose “easier” whenever you like.
   *[regress] So its newest step goes back.
}
why-step-down = { $exercise }: { $axis ->
    [reps] a little less of it
    [sets] one round less
    [tempo] the earlier pace
    [load] the earlier load
    [range] a smaller movement
    [stability] a steadier position
    [context] back to an easier setting
   *[rung] the easier exercise again. The way back is short: calm sessions in a row
}.
why-step-all = { $count ->
    [one] One step is taken back, so that you start gently.
   *[other] { $count } steps are taken back over your exercises, so that you start gently.
}
why-step-lowest = There is no new step to take back, so the exercises stay as they are.

## A lighter week (R4)

why-r4-regressions = There were { $count } steps down in a week. So this week you do { $volume } % of the usual amount. Range stays the same.
why-r4-effort = The week felt hard on average ({ $effort } of 10). So this week you do { $volume } % of the usual amount.
why-r4-loading = You built up for { NUMBER($weeks, maximumFractionDigits: 0) } weeks. So this week is lighter: { $volume } % of the usual amount.
why-r4-running = This is your lighter week. So nothing goes up.

## The same again (R5)

why-r5-peak = Pain went up to { $peak } of 10 in the last session. Up to { $most } is calm for you. So today stays the same.
why-r5-settled = You felt a bit more the morning after. So today stays the same.
why-r2-believed = This morning is { $pain } of 10 and your usual is { $base }. You say it is no flare-up, so we go on as you are, and nothing goes up today.
why-r5-new = This is your first day, so everything starts small. We look at how it settles and go on from there.
why-r5-share = You did { $share } % of the last session. So today stays the same.
why-r5-effort = The last session felt hard ({ $effort } of 10). So today stays the same.
why-r5-confidence = You were not too sure of yourself ({ $confidence } of 10). So today stays the same.
why-r5-untold = All is well. A step up needs your answers: how hard a session was, and how your back was the morning after. You can skip them; then your exercises stay as they are.
why-r5-not-yet = All is well. A step up takes calm sessions in a row of the same exercise.

## A step up (R6)

why-r6-reps = { $exercise }: a little more, now { $amount } each round, after calm sessions in a row.
why-r6-tempo = { $exercise }: a slower pace, after calm sessions in a row.
why-r6-load = { $exercise }: { $band ->
    [light] the light band
    [medium] the medium band
    [strong] the strong band
   *[other] { $grams ->
        [0] the next small bit more to work against
       *[other] now { $weight }
    }
}, after calm sessions in a row.
why-r6-range = { $exercise }: a slightly bigger movement, after calm sessions in a row.
why-r6-stability = { $exercise }: a slightly less steady position, after calm sessions in a row.
why-r6-context = { $exercise }: closer to daily life, after calm sessions in a row.
why-r6-sets = { $exercise }: now { $sets } rounds, after calm sessions in a row.
why-r6-rung = { $exercise } is steady now. Next comes: { $to }.

## Stage and phase (R7)

why-r7-stage = Pain has stayed low and you trained regularly. So you move up to the { $stage ->
    [intermediate] second
   *[advanced] third
} of three stages. Your exercises stay as they are.
why-r7-phase-mobility = Things have calmed down. So the next part begins: moving freely.
why-r7-phase-strength = Your back has been steady. So the next part begins: strength and control, in small steps.
why-r7-phase-integration = You are strong and steady. So the next part begins: your own daily life, with some to spare.
why-r7-phase-maintenance = Your weeks have been steady. From now on a small routine keeps you well: { $least } to { $most } minutes, { $sessions } times a week, with strength on { $strength } of those days. More is fine, if you like.
why-r7-down-pain = Pain was around { $pain } of 10 this week. So you go down one stage for now.

## Reassessment (R8, R9)

why-r8 = You trained regularly, and little has changed. So the plan changes: another goal comes first, and you do a little less this week.
why-r8-again = The plan was changed once, and little has changed since. A clinician should look at it before you go on.
why-r9 = Things are clearly worse than at the start. A clinician should look at it before you go on.
why-review-in-flare = You are in a flare-up, so small and gentle is right for now. We look at the plan again when it has settled.
why-review-on-course = Your plan goes on as it is.
why-review-week = { $action ->
    [progress] Your sessions settled well. So your plan moved on, and it goes on from here.
    [regress] Your back asked for less. So the plan went down a little, and it goes on from here.
    [maintenance] Your small routine keeps you well. So it goes on as it is.
    [flare_plan] There was a flare-up in it. Your plan goes on from where you are now.
   *[hold] Nothing asked for a change. So your plan goes on as it is.
}

## What is missing for the next part (for the progress page)

why-gate-last = You are in the part that stays: your small routine.
why-gate-flare = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. First your flare-up settles.
why-gate-gentle = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. First a whole week has to settle well.
why-gate-pain = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens when your usual pain is { $pain } of 10 or less.
why-gate-checkins = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens with { $count } check-ins a week.
why-gate-loaded = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens after { $count } sessions with a weight or a band.
why-gate-steps = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens when { $count } steps of load, pace or harder exercises are steady.
why-gate-activities = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens when your activities reach { $ability } of 10 on average.
why-gate-setback = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. It opens after { $days } days without a flare-up{ $leg ->
    [yes] { " " }or leg pain that moves down
   *[no] { "" }
}.
why-gate-days = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. { $days ->
    [one] One more day
   *[other] { $days } more days
} like this and it opens.
why-gate-near = Next comes { $phase ->
    [mobility] moving freely
    [strength] strength and control
    [integration] your daily life
   *[maintenance] your small routine
}. You are nearly there.

## Walking

why-walk-same = Your walk stays at { $minutes } minutes.
why-walk-enough = Your walk is { $minutes } minutes. That is enough.
why-walk-longer = Your walk grows from { $was } to { $minutes } minutes.

## A new demand

why-demand-travel = A trip is coming. For { NUMBER($weeks, maximumFractionDigits: 0) } weeks your sessions prepare you for sitting long and for lifting bags.
why-demand-race = A race is coming. For { NUMBER($weeks, maximumFractionDigits: 0) } weeks your sessions prepare your legs and hips for running.
why-demand-new-job = A new job changes your days. For { NUMBER($weeks, maximumFractionDigits: 0) } weeks your sessions prepare you for its sitting, standing and lifting.
why-demand-new-baby = A baby means a lot of lifting. For { NUMBER($weeks, maximumFractionDigits: 0) } weeks your sessions prepare you for lifting, carrying and bending.
why-task-set = Your task is noted. From the daily-life part on you rehearse it, a small part first, then all of it and a little more.

## What got in the way, and a tip

why-tip-minimum-session = Short on time? A session of a few minutes counts fully.
why-tip-fixed-time = Tie your session to something you do every day, like your morning coffee.
why-tip-gentler-start = Start with a little breathing. If pain is up, use "easier" on any exercise.
why-tip-smaller-step = Pick one move that feels safe and do only that. Trust grows with small steps.
why-tip-breathing-only = On tired days, do the breathing only. It counts.
why-tip-fresh-exercises = Ask for another exercise with "easier" or "harder". A change keeps it fresh.
why-tip-look-back = Look at your progress page. Small changes are easy to miss day by day.
why-tip-easier-step = Press "easier" on the exercise that is too much. A step back is part of the plan.
why-tip-chair-session = Most moves have a version for a chair or standing. No floor needed.
why-tip-rest-first = Rest until you feel well again. Your plan waits for you.
why-tip-fewer-days = Choose fewer days this week. A few good days are enough.
why-tip-watch-again = Open the exercise card and watch the pictures once before you start.
why-tip-keep-going = You showed up as planned. Keep going.
