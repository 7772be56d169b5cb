### The movement signature in plain words, and what changed since the last check.

why-signature-braces-breath = You tend to hold your breath or tense up before you move. So we start with easy breathing and low effort.
why-signature-hinge-back = When you bend down, the movement comes from your back more than your hips. So we practise bending at the hips.
why-signature-hinge-limited = The hip hinge was short or sore today. So we practise bending at the hips.
why-signature-stiff-bend-forward = Bending forward is tight for you right now. So we make that a little easier, step by step.
why-signature-stiff-bend-back = Bending back is tight for you right now. So we make that a little easier, step by step.
why-signature-stiff-side = Bending to { $side ->
    [left] the left
    [right] the right
   *[both] the side
} is tight for you right now. So we loosen your upper back and sides.
why-signature-control-squat = Squatting takes some effort for you. So we work on ankles, hips and a calm squat.
why-signature-control-sit-to-stand = Getting up from a chair takes some effort. So we make your legs and hips stronger for it.
why-signature-control-one-leg = Standing on one leg is { $side ->
    [left] shakier on the left
    [right] shakier on the right
   *[both] a bit shaky
}. So we work on balance and hips.
why-signature-untested = We have not looked at how you move yet. We can do that at a later look back.
why-signature-even = Your check shows nothing that needs to come first. You move well.
why-signature-better = { $check ->
    [squat] Your squat
    [hinge] Your hip hinge
    [side_bend_left] Bending to the left
    [side_bend_right] Bending to the right
    [sit_to_stand] Getting up from a chair
    [one_leg_left] Standing on your left leg
    [one_leg_right] Standing on your right leg
    [bend_forward] Bending forward
   *[bend_back] Bending back
} was { $was ->
    [ok] fine
    [limited] limited
   *[painful] painful
} before. Now it is { $now ->
    [ok] fine
    [limited] limited
   *[painful] painful
}.
why-signature-worse = { $check ->
    [squat] Your squat
    [hinge] Your hip hinge
    [side_bend_left] Bending to the left
    [side_bend_right] Bending to the right
    [sit_to_stand] Getting up from a chair
    [one_leg_left] Standing on your left leg
    [one_leg_right] Standing on your right leg
    [bend_forward] Bending forward
   *[bend_back] Bending back
} was { $was ->
    [ok] fine
    [limited] limited
   *[painful] painful
} before. Now it is { $now ->
    [ok] fine
    [limited] limited
   *[painful] painful
}.
