### When the bot writes first, and what it says about its own reminders.
### remind-* can light up on a locked phone or a work laptop: no word about health in them, not even
### in a follow-up; a test reads them. remind-<kind>-<n> are wordings of one kind (reminders.toml).

## What arrives unasked

remind-checkin-0 = Good to see this day. Your check-in is ready. It takes half a minute.
remind-checkin-1 = Time for your check-in. A few taps and you are done.
remind-checkin-2 = Hello! Half a minute for your check-in?
remind-checkin-3 = Your check-in is waiting. Start it, or move it to a better time.
remind-checkin-4 = A small pause in the day: your check-in is ready when you are.
remind-session-0 = Your few minutes for today are ready.
remind-session-1 = Today's plan is ready. A short version counts too.
remind-session-2 = Is now a good time? Your plan for today is here.
remind-session-3 = Your time for today. Five minutes are enough.
remind-session-4 = Ready when you are: today's plan is waiting.
remind-nudge-0 = Still open for today. No rush, and skipping is fine.
remind-nudge-1 = One small reminder: today is still open. A short version counts.
remind-nudge-2 = If now suits you better, today's plan is still here.
remind-return-from-pause = Hello again. Your pause is over. We pick up gently where you are now.
remind-goodbye = I have not heard from you for a while, so I will stop writing now. Nothing is lost. Press start or say hello whenever you like.
remind-digest = Your week in short is ready.

## One-off messages

remind-followup-referral = I have one short question for you. Please open our chat.
remind-followup-flare-3 = A quick look at how things are going. It takes half a minute.
remind-followup-flare-7 = One week on: a quick look at how things are going?
remind-followup-flare-14 = Two weeks on: I have one short question for you.
remind-followup-review-weekly = Your review of the week is ready. It takes two minutes.
remind-followup-review-4-weekly = Four weeks done. Shall we look at what has changed? It takes five minutes.
remind-followup-review-12-weekly = Twelve weeks done. It is time for the big review. It takes ten minutes.
remind-followup-zone-question = Your clock seems to have changed. Are you in another time zone?
remind-followup-retention-notice = We have not talked for six months. In 30 days I will delete everything I keep about you. Say hello if you want to keep it.
remind-followup-erasure = As I wrote, I have now deleted everything I kept about you. You can start afresh any time.
remind-followup-forget = We did not finish getting started, so I have deleted what you told me. You can start afresh any time.

## Buttons

remind-button-start = Start
remind-button-snooze = Later
remind-button-skip = Skip today
remind-button-rest = Rest day
remind-button-change-time = Change time
remind-button-restart = Start again
remind-snooze-short = In 10 minutes
remind-snooze-long = In 1 hour
remind-snooze-evening = This evening
remind-snooze-tomorrow = Tomorrow

## The wishes repeated: one sentence a pattern, always in local time ($place)

reminders-echo-daily = Every day at { $time }{ $two_times ->
    [1] , at weekends at { $weekend_time }
   *[0] {""}
}, { $place } time.
reminders-echo-weekdays = On weekdays at { $time }, { $place } time.
reminders-echo-weekend = At weekends at { $weekend_time }, { $place } time.
reminders-echo-days = On { $days } at { $time }{ $two_times ->
    [1] , at weekends at { $weekend_time }
   *[0] {""}
}, { $place } time.
reminders-echo-every-other = Every other day at { $time }{ $two_times ->
    [1] , at weekends at { $weekend_time }
   *[0] {""}
}, { $place } time.
reminders-echo-off = Reminders are off.
reminders-echo-paused = Reminders are paused up to and including { reminders-until }.
reminders-echo-paused-open = Reminders are paused until you say go on.
reminders-until = { $until_day } { $until_month ->
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
}
reminders-quiet-echo = I stay quiet from { $quiet_from } to { $quiet_to }.

reminders-day-mon = Mondays
reminders-day-tue = Tuesdays
reminders-day-wed = Wednesdays
reminders-day-thu = Thursdays
reminders-day-fri = Fridays
reminders-day-sat = Saturdays
reminders-day-sun = Sundays

## Answers to what a person does with a reminder

reminders-snoozed = All right. I will write again at { $time }.
reminders-snoozed-tomorrow = All right. I will write again tomorrow at { $time }.
reminders-snooze-none = There is no later time today outside your quiet hours. Shall I write tomorrow?
reminders-skipped = Skipped for today. That is fine, and it is no step back.
reminders-rested = Today is a rest day. Rest is part of the plan.
reminders-paused = Paused. I will write again after { $date }. Say “resume” to go on sooner.
reminders-paused-open = Paused. I will not write until you say go on.
reminders-resumed = Reminders are on again.
reminders-off = Reminders are off. You can still write to me any time.
reminders-zone-changed = I now use { $place } time.
