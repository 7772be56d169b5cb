### Today's session: how long, one card an exercise, then how it went.

session-minutes = How many minutes do you have now? From 5 to 30. Five count fully.
session-confidence = How sure do you feel about moving today? 0 is not at all, 10 is fully sure. You can skip this one.
session-announced =
    Your session: { $count ->
        [one] one exercise
       *[other] { $count } exercises
    } in about { $minutes } minutes.
    It goes in this order: { $blocks }.

    Stop if you feel faint, have chest pain, or feel new numbness or weakness. Then say “urgent”.

    { $news }

    { $packs }

session-new-first = New today: { $exercise }.
session-new-up = { $exercise }: a step up. { $dose }, last time { $last }.
session-new-step = { $exercise }: a new small step.
session-new-down = { $exercise }: a step back. { $dose }, last time { $last }.

exercise-card =
    { "*" }{ $name }*
    { $number } of { $count } · { $block }

    { $dose }. { $last }
    { $needs }

    { $first }

    { $steps }

    { $changes }

    { "*" }Think:* { $cue }
    { $breathe }

    { "*" }Safety:* { $safety }

    { "*" }Why:* { $why }
exercise-card-done = Done
    .also = did it, finished, completed, yes, that was easy, was easy, that was fine, all done, got it done
exercise-card-easier = Easier
    .also = too hard, to hard, to difficult, to heavy, 2 hard, too hard for me, easier please, make it easier, gentler, softer, lighter, milder, too difficult, too much for me
exercise-card-harder = Harder
    .also = too easy, to easy, 2 easy, make it harder
exercise-card-hurts = It hurts
    .also = it hurt, painful, sore, ouch
exercise-card-skip-it = Leave it out
    .also = skip, next, pass, could not, can not, cannot do, can't do, cannot do this one
card-line = { $n }. { $text }
card-last = Last time: { $dose }.
dose-short = { $sets } × { $amount }
dose-short-load = { $weight }, { $sets } × { $amount }
dose-short-band = { $band ->
    [light] light band
    [medium] medium band
   *[strong] strong band
}, { $sets } × { $amount }
card-step = • Your step: { $step }

exercise-pain = How strong is the pain in this exercise, from 0 to 10?
exercise-stopped = { $pain } of 10 is too much for today, so we stop this exercise. Let it settle. Here is what comes next.
exercise-eased = Thank you for telling me. Let us change it.
exercise-swap = { $reason }
session-dropped = All right, no session for now. Say “today” when you want one.
session-enough = You have trained enough for today. Your back grows stronger while it rests, so the next session can wait until tomorrow. A gentle walk is fine.
session-stopped = All right, we end it here. What you did counts.

## After the session

closing-peak = What was the strongest pain during the session, from 0 to 10?
closing-effort = How hard was it, from 0 to 10? 0 is no effort, 10 is all you have. You can skip this one.
closing-in-control = Could you breathe and move with ease all the time? You can skip this one.
session-finished = Well done. { $count ->
    [0] That is noted.
    [one] That is one day with a session lately.
   *[other] That makes { $count } days with a session lately.
} Tomorrow I will ask how it settled.
cue-over-bracing = A tip for next time: you do not need to hold your middle tight. Breathe out as you move, and use about a third of your effort.
