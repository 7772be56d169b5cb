### The plan in plain words, and how it goes.

plan-ready =
    { "*" }Your plan*

    • Kind of pain: { $pain_type }
    • First goal: { $goal }
    • Step: { $stage }
    • Part: { $phase }

    { "*" }What I noticed*
    { $signature }

    The plan changes with your answers. Say “why” for my reasons. This is not a diagnosis, and it is not yet reviewed by a clinician.
plan-advise-clinician = It is a good idea to have this back pain looked at by a doctor or physiotherapist. You can start gently meanwhile.

plan-pain-type-acute = new pain
plan-pain-type-chronic = lasting pain
plan-pain-type-radiculopathy = back pain with an irritated nerve
plan-pain-type-structural = back pain with a known shape of the spine
plan-goal-calm-nervous-system = to calm things down
plan-goal-spine-joints = to move more freely
plan-goal-si-joint = a steady pelvis
plan-goal-posture-muscle-balance = balance and control
plan-goal-strength-capacity = strength
plan-stage-beginner = the first of three
plan-stage-intermediate = the second of three
plan-stage-advanced = the third of three
plan-phase-calm = calming down
plan-phase-mobility = moving freely
plan-phase-strength = getting strong
plan-phase-integration = daily life
plan-phase-maintenance = staying well
plan-phase-none = not set yet

## How it goes

progress-nothing = There is nothing to show yet. After your first check-in it begins here.
progress-shown =
    { "*" }How it goes*

    Morning pain, last two weeks (taller means more):
    { $chart }
    { $trend }

    • You showed up on { $days } of the last 7 days.
    • { $sessions ->
        [0] No session yet in the last 7 days. Five minutes count.
        [one] One session in the last 7 days.
       *[other] { $sessions } sessions in the last 7 days.
    }
    • Part: { $phase }. Step: { $stage }.
    • { $next }
progress-trend-unknown = It takes two weeks of check-ins before I can compare.
progress-trend-lower = This week it was { $now } on average. The week before it was { $before }. That is less.
progress-trend-same = This week it was { $now } on average. The week before it was { $before }. That is about the same.
progress-trend-higher = This week it was { $now } on average. The week before it was { $before }. That is more. Ups and downs are common.
