### What the bot says around its questions: answers that were not understood, shared buttons,
### commands, privacy. Paragraphs stand apart by a blank line, lists begin with "• ", *...* is strong.

# The line for a lock screen: it tells nothing
notice = You have a message from Poised.

## An answer that was not understood: say so kindly, then how to answer. $heard = what was written

again-choice = I am not sure which one you mean by “{ $heard }”. Please tap a button, or type its number or its words.
again-sentence =
    Sorry, I did not understand that. You can tell me how you are, like “pain 4, slept badly”, or ask me something about your back. You can also tap a button.

    If something is new or worries you, say “urgent”.
again-many = I am not sure which ones you mean by “{ $heard }”. Please tap all that fit. You can also type their numbers, like 1 and 3.
again-yes-no = I am not sure if “{ $heard }” means yes or no. Please tap a button, or type yes or no.
again-yes-no-unsure = I am not sure how to read “{ $heard }”. Please tap yes, no or not sure.
again-nrs-0-10 = I did not find a number from 0 to 10 in “{ $heard }”. Please tap or type one.
again-count = I need a number here, and “{ $heard }” does not fit. Please type it in digits, like 10.
again-duration-weeks = I could not read “{ $heard }” as a length of time. Try “3 weeks”, “6 months” or “2 years”.
again-time-of-day = I could not read “{ $heard }” as a time. Try 7:30 or 6 pm.
again-date = I could not read “{ $heard }” as a day. Try “yesterday”, “Monday” or “12 May”.
again-past-date = I could not read “{ $heard }” as a day that has been. Try “yesterday”, “Monday” or “12 May”.
again-timezone = I do not know the time in “{ $heard }”. Try the name of a large city near you.
again-country = I do not know “{ $heard }” as a country. Please type its English name.
again-days-of-week = I did not find any days in “{ $heard }”. Try “Mon Wed Fri” or “weekdays”.
again-text = Please write it in a few words.

too-long = That message is very long. Please send me the main point in up to { $most } letters.
nothing-readable = I could not find any words in that. Please tap a button or write a few words.
attachment-not-read = I cannot open pictures, voice notes or places. I have not kept what you sent. Please put it in words, like the name of a large city for your time zone, or tap a button. A wound or a swelling is for a clinician to look at.
question-has-passed = That question has passed. Here is where we are now.
flow-changed = Some of my questions have changed since we last spoke. I kept your answers and only ask what is new.
edit-not-taken = I saw that you changed a message. To change an answer, say “back” and answer again.
something-failed = Sorry, something went wrong on my side and I did not take that. Please try again in a few minutes. If it is urgent, do not wait for me.

## Several answers in one message

facts-noted = Noted: { $list }. Not right? Say “back”.
facts-kept = You have told me before: { $list }. I keep that. To change it, say “back”.
fact-pain-now = pain now { $value }
fact-worst = worst pain { $value }
fact-leg = { $value ->
    [none] no leg pain
    [higher_up] leg pain higher up
    [further_down] leg pain further down
    [thigh] pain in the thigh
    [below_knee] pain below the knee
   *[same] leg pain the same
}
fact-below-knee = { $value ->
    [yes] leg pain below the knee
   *[no] leg pain not below the knee
}
fact-waking = { $value ->
    [0] slept through
    [1] woke once
   *[other] woke twice or more
}
fact-stiffness = { $value ->
    [none] not stiff
    [under_30] stiff for less than half an hour
   *[over_30] stiff for half an hour or more
}
fact-flare = { $value ->
    [yes] a flare-up
   *[no] no flare-up
}
fact-settled = { $value ->
    [usual] back to usual after the session
    [a_bit_more] a bit more the morning after
   *[a_lot_more] a lot more the morning after
}

## Answers shown back

answer-skipped = Skipped
answer-none = None of these
answer-several = { $list }
# How long something has lasted, as a person would say it; $count is a whole number
answer-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
answer-weeks = { $count ->
    [one] 1 week
   *[other] { $count } weeks
}
answer-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
answer-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}

## Buttons that many questions share

option-yes = Yes
option-no = No
option-not-sure = Not sure
option-none-of-these = None of these
option-done = Done
option-skip = Skip
option-left = Left
option-right = Right
option-both = Both
option-none = None
option-other = Other
option-same-as-yesterday = Same as yesterday
option-today = Today
option-yesterday = Yesterday
option-mon = Monday
option-tue = Tuesday
option-wed = Wednesday
option-thu = Thursday
option-fri = Friday
option-sat = Saturday
option-sun = Sunday

# Equipment, at the start and in the settings
option-band = Exercise band
option-kettlebell = Kettlebell
option-dumbbell = Dumbbell
option-stability-ball = Large exercise ball
option-step = Low step
option-mat = Mat

# Moves and positions, what eases and what brings it on
option-bend-forward = Bending forward
option-bend-back = Bending back
option-walking = Walking
option-sitting = Sitting
option-standing = Standing
option-lying = Lying down
option-moving = Moving about
option-twisting = Twisting
option-lifting = Lifting
option-rising = Getting up
option-turning-in-bed = Turning in bed
option-one-leg-standing = Standing on one leg
option-stairs = Stairs
option-coughing = Coughing or sneezing
option-impact = Jolts and jumps
option-heat = Warmth
option-everything = Nearly everything
option-nothing = Nothing

# What a movement check showed
option-ok = Fine
    .also = ok, good, normal, no problem, easy
option-limited = Limited or shaky
    .also = wobbly, stiff, unsteady, not fully, a bit
option-painful = Painful
    .also = hurts, sore, pain
option-not-tested = Leave it out
    .also = not tested, skip, later, rather not

## Commands

stopped = All right, I will stop here. Your answers are kept. Say “menu” when you want to go on.
put-off = All right, not now. Your answers are kept. Say “menu”, or tap a button above, when it suits you.
back-nothing = There is nothing to go back to here.
skip-not-here = I need an answer to this one. Take your time. You can say “stop” and come back later.
welcome-back = Hello again. We go on where we left off.
first-the-questions = That comes after the first questions. They help me find what is right for you. Here is the next one.
after-the-questions = You can set that after the first questions. Here is the next one.

help-new =
    I am Poised, a bot that helps you care for your low back. I ask some questions first.

    Tap a button, or type its number or its words. Say “back” to go back, or “stop” to stop.

    Say “urgent” to see the signs that need help now, or “privacy” for what I keep. No person reads this chat. In an emergency call { $number }.
help-unscreened =
    We are at the first questions. Tap a button, or type its number or its words.

    Say “back” to change your last answer, or “skip” where a question can be skipped. You can stop at any time. Your answers are kept.

    Also: “urgent”, “privacy”, “export”, “delete my data”. No person reads this chat. In an emergency call { $number }.
help-locked =
    There is no exercise until a doctor, physiotherapist or nurse has seen you and said it is all right.

    The buttons give you a text to show, and let you tell me when you have been seen. You can also say “urgent”, “privacy”, “export” or “delete my data”.

    No person reads this chat. In an emergency call { $number }.

    For advice today, speak to { $line }
help-open =
    Here is what you can say at any time:
    • “today” for your session, “check-in” to tell me how you are
    • “progress” to see how it goes, “why” for my reasons
    • “/life” when something new is coming, like a trip
    • “reminders”, “pause”, “settings”, “language”
    • “back”, “skip”, “stop”, “menu”
    • “urgent”, “privacy”, “export”, “delete my data”

    You can also just write, like “pain 4, slept badly”. No person reads this chat. In an emergency call { $number }.

why-nothing = I have not decided anything yet, so there is nothing to explain.
why-shown =
    { "*" }Why*

    { $reasons }

## Privacy, export, delete, starting again

privacy =
    { "*" }What I keep*
    • your answers, also those about your health
    • your plan, your sessions and why I chose them
    • your country, time zone and settings, and where to write to you

    I keep them to plan for you and to keep you safe, and for nothing else. They are stored locked (encrypted). I do not sell or share them, and no person reads this chat. The app you write in may keep its own copy.

    Say “export” for a copy of everything, or “delete my data” to erase it. If you do not write for seven months, I delete it by myself. I tell you a month before.
export-nothing = I have not stored any answers of yours yet, so there is nothing to export.
export-coming = Here comes a copy of all I keep about you. It holds health answers, so keep it safe.
export-later = I sent you a copy less than an hour ago. You can ask for a new one a little later.
set-delete = Delete everything I keep about you? Your answers, your plan and your history will be gone for good. You may want to say “export” first.
set-delete-yes = Yes, delete it all
set-delete-no = No, keep it
delete-kept = All right. I keep everything as it is.
delete-done = Done. I have deleted everything I kept about you. Take good care. You can say hello and start afresh at any time.
set-restart = Start again from the first questions? Your days and settings stay. Your plan is made anew.
set-restart-yes = Yes, start again
set-restart-no = No, go on as now
restart-kept = All right. We go on as before.
restart-done = We start again from the first questions.

## Dates

date-said = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

# Shown where a message has no words in any language, which `poised lint` keeps from happening.
words-missing = I have no words for this just now. Send “menu” to go on. In an emergency, call your local emergency number.
