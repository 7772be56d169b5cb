### The daily check-in: half a minute, by button or in a sentence.

checkin-settled = How was your back the morning after your last session? Your answer is what allows a step up. You can skip this one.
checkin-settled-usual = Back to usual
checkin-settled-a-bit-more = A bit more
checkin-settled-a-lot-more = A lot more
checkin-pain-now = How strong is the pain now, from 0 to 10?
checkin-worst = And at its worst in the last 24 hours, from 0 to 10? You can skip this one.
checkin-leg = How is your leg, compared with yesterday?
checkin-leg-none = No leg pain
checkin-leg-same = The same
checkin-leg-higher-up = Higher up
checkin-leg-further-down = Further down
checkin-below-knee = Does it reach below the knee now?
checkin-waking = How often did the pain wake you last night? You can skip this one.
checkin-stiffness = Were you stiff this morning? You can skip this one.
checkin-stiffness-none = Not stiff
checkin-stiffness-under-30 = Under half an hour
checkin-stiffness-over-30 = Half an hour or more
checkin-flare = Is this a flare-up for you? That means much more pain than usual, for hours or longer, that gets in the way of your day.
checkin-news =
    Is any of this new, or has it got worse?

    { $list }
checkin-news-none-of-these = Nothing new
checkin-news-yes = Yes, one or more
checkin-news-not-sure = Not sure about one
checkin-told = Today’s check-in has pain now { $pain }, and I have not changed it. To change it, open the check-in again.
revise-day = Today’s check-in has { $was }. Shall I change it to { $now }?
revise-day-change = Yes, change it
    .also = yes, change, change it, replace
revise-day-keep = No, keep it
    .also = no, keep, leave it
since-saved = Noted: { $weeks ->
    [one] one week
   *[other] { NUMBER($weeks, maximumFractionDigits: 0) } weeks
} of back pain so far.
revise-nothing = nothing about that
revise-kept = All right. I keep today’s check-in as it is.
checkin-changed = You have checked in today already. Your new answers take the place of the old ones.

## What today is: one message an action, with its reasons

checkin-progress =
    Thank you. { "*" }You are ready for a small step up.* { $count ->
        [0] { "" }
        [one] It is on its card the next time that exercise comes.
       *[other] They are on their cards the next time those exercises come.
    }

    { $reasons }
checkin-hold =
    Thank you. { "*" }Today is like last time.*

    { $reasons }
checkin-first =
    Thank you. { "*" }Today is your start.*

    { $reasons }
checkin-onward =
    Thank you. { "*" }You are moving on.*

    { $reasons }
checkin-resume =
    Thank you. { "*" }Your flare plan is done.*

    { $reasons }
checkin-welcome =
    { "*" }Good to see you again.*

    { $reasons }
checkin-regress =
    Thank you. { "*" }Today is one step easier.* That is part of the plan.

    { $reasons }
checkin-deload =
    Thank you. { "*" }This is a lighter week.*

    { $reasons }
checkin-flare-plan =
    Thank you for telling me. { "*" }Today we follow your flare plan.*

    { $reasons }

    Flare-ups are common, and most settle in days to weeks. Keep moving gently.
checkin-reassess =
    Thank you. { "*" }We go through the questions again.*

    { $reasons }
checkin-maintenance =
    Thank you. { "*" }Today is your small routine.*

    { $reasons }
checkin-refer =
    Thank you. { "*" }A clinician should look at this first.*

    { $reasons }

## What stands beside the day's decision

checkin-walk = Your walk today: { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}{ $bout ->
    [0] {""}
   *[other] {""}, in bouts of { $bout }
}. Walking in your session counts towards it.
checkin-idea =
    { "*" }A thought for today*
    { $card }
checkin-flare-plan-ready =
    { "*" }My flare plan*, in case one comes:
    { $plan }
