### Why a message was sent unasked, or was not (flows/scheduling/schedule.py). Variables: $date; of what
### was sent $kind, $time and $zone; of what was not $slot.

why-remind-checkin = You asked for a reminder at { $time }, your local time.
why-remind-session = You asked for a second reminder at { $time }, your local time.
why-remind-return-from-pause = Your pause was over, so I wrote at your usual time, { $time }.
why-remind-nudge = Today was still open { $hours } hours after the reminder. I write this extra line at most once a day.
why-remind-digest = You asked for a look back at your week.
why-remind-goodbye = I had heard nothing for a month, so I said goodbye and stopped writing.
why-remind-followup = We had agreed on this date, or it is part of how I look after your plan and your data.
why-remind-skip-locked = No reminder: your programme is locked until somebody has checked you.
why-remind-skip-no-zone = No reminder: I do not know your local time yet.
why-remind-skip-off = No reminder: you have switched them off.
why-remind-skip-unreachable = No reminder: my messages could not reach you.
why-remind-skip-silent = No reminder: I said goodbye and wait for you to write.
why-remind-skip-paused = No reminder: you are on a pause.
why-remind-skip-rest = No reminder: it is a rest day.
why-remind-skip-skipped = No reminder: you skipped this day.
why-remind-skip-unplanned = No reminder: it is not one of your days.
why-remind-skip-done = No reminder: you had done it already.
why-remind-skip-sent = No reminder: I had written for this day already.
why-remind-skip-snoozed = No reminder at the usual time: you moved it to later.
why-remind-skip-backed-off = No reminder: you have not answered for a while, so I write less often.
why-remind-skip-idle = No weekly look back: there was little to look back on.
why-remind-skip-nothing-open = No extra line: nothing was left open.
why-remind-skip-no-room = No reminder: the time fell into your quiet hours or out of the day.
why-remind-skip-early = Not yet: the time for it comes later.
why-remind-skip-missed = No reminder: I could not write in time, and I do not catch up later.
why-remind-skip-expired = Not sent: it was too late to be of use.
