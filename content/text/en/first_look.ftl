### The first look made better: repeated movements, and baselines that are counted.

directions-offer = Shall we try which way of bending suits you? It takes two minutes: { $bends } easy bends one way, then the other if that is fine. It helps me choose. You can leave it out.
directions-offer-yes = Yes, let us try
directions-offer-no = No thank you
directions-bend-back =
    { "*" }{ $bends } easy bends back.* Stand with a wall or table within reach, hands on your hips. Lean back a little, look ahead, come back.

    Go only as far as feels all right. { check-stop } Stop at once if pain moves further down a leg.

    Did your pain move up, down, or stay? You can skip this one.
directions-bend-forward =
    { "*" }{ $bends } easy bends forward.* Stand with a table within reach. Let your hands slide down your thighs, as far as is easy, then come up. If the bends before stirred anything up, rest first or leave this out.

    { check-stop } Stop at once if pain moves further down a leg.

    Did your pain move up, down, or stay? You can skip this one.
option-up = Up to the back, or less
    .also = up, less, better, higher, moved up, eased
option-down = Further down, or more
    .also = down, more, worse, lower, moved down, stronger
option-stay = It stayed the same
    .also = stay, stayed, same, no change, neither
directions-none = All right. We leave that out.
directions-noted = { $lines }
directions-watch = If a leg gets weak or numb, or anything feels different when you use the toilet, say “urgent” right away.
why-direction-ease = { $direction ->
    [bend_forward] Bending forward
   *[bend_back] Bending back
} moved your pain up or made it less. So that is your easy way, and moves that go there may come.
why-direction-avoid = { $direction ->
    [bend_forward] Bending forward
   *[bend_back] Bending back
} moved your pain down or made it more. So moves that go there are left out.
why-direction-stay = { $direction ->
    [bend_forward] Bending forward
   *[bend_back] Bending back
} changed nothing. So your plan stays as it is.

## Counted

baselines-offer = { $again ->
    [yes] Shall we count again what you counted before? It takes five minutes and shows what has changed. You can skip each one.
   *[no] Shall we count a few things, so that you can see later what has changed? It takes five minutes. You can skip each one.
}
baselines-offer-yes = Yes, let us count
baselines-offer-no = Not now
baselines-stands = { "*" }Up from a chair.* Sit on a firm chair against the wall, with a table within reach. Stand up and sit down for { $seconds } seconds, at your own pace. { check-stop } How many times did you stand up? You can skip this one.
baselines-one-leg-left = { "*" }On your left leg.* Keep one hand just above a table or the back of a chair. Lift your right foot a little and count the seconds until you need your hand. Stop at { $most }. How many seconds? You can skip this one.
baselines-one-leg-right = { "*" }On your right leg.* The same on the other side, one hand just above the table. How many seconds? You can skip this one.
baselines-stick =
    { "*" }Hip hinge with a stick.* Hold a broomstick along your back with one hand behind your neck and one behind your waist. It touches your head, your upper back and your bottom.

    Push your bottom back with soft knees, a table in front of you, and come up. { check-stop } Did the stick keep touching all three? You can skip this one.
baselines-stick-kept = Yes, all three
    .also = yes, kept, all three, it did
baselines-stick-lost = No, it lost touch
    .also = no, lost, it did not
baselines-walk = How many minutes can you walk now before you want to stop? A guess will do. You can skip this one.
baselines-none = All right. We leave that out for now.
baselines-noted =
    { "*" }Counted*

    { $lines }
baselines-line = { $name ->
    [stands] • Up from a chair in 30 seconds: { $now } times
    [one_leg_left] • On your left leg: { $now } seconds
    [one_leg_right] • On your right leg: { $now } seconds
    [stick] • Hip hinge with a stick: { $now ->
        [1] it kept touching
       *[other] it lost touch
    }
   *[walk] • Walking: { $now } minutes
}{ $was ->
    [-1] .
   *[other] , { $name ->
        [stick] the first time { $was ->
            [1] it kept touching too
           *[other] it lost touch
        }
       *[other] the first time { $was }
    }.
}
