### Looking back: every week, every four, every twelve, and when life changes.

review-ability-1 = How well can you do this now: { $name }? 0 is not at all, 10 is as well as ever. You can skip this one.
review-ability-2 = And this: { $name }? From 0 to 10. You can skip this one.
review-ability-3 = And this: { $name }? From 0 to 10. You can skip this one.
review-change = How is your back now, compared with when you began here?
review-change-much-better = Much better
review-change-better = A bit better
review-change-same = About the same
review-change-worse = A bit worse
review-change-much-worse = Much worse
review-check-now = Shall we do the movement check again? It takes about three minutes. Stand near a wall or table, move slowly, and leave out what you like.
review-check-now-yes = Yes, let us do it
review-check-now-no = Not now
review-barrier = What got in the way this week, most of all? You can skip this one.
review-barrier-no-time = Too little time
review-barrier-forgot = I forgot
review-barrier-pain = Pain
review-barrier-afraid = I was worried
review-barrier-tired = I was tired
review-barrier-bored = It got boring
review-barrier-not-helping = I see no change
review-barrier-too-hard = It was too hard
review-barrier-no-space = No room for it
review-barrier-unwell = I was ill
review-barrier-busy-week = A very busy week
review-barrier-unsure-how = Not sure how to do it
review-barrier-none = Nothing got in the way

review-week-progress =
    { "*" }Your week: forward.*

    { $lines }
review-week-hold =
    { "*" }Your week: steady.*

    { $lines }
review-week-regress =
    { "*" }Your week: a step easier.* That is part of the plan.

    { $lines }
review-week-flare-plan =
    { "*" }Your week: a flare-up.*

    { $lines }
review-week-refer =
    { "*" }Your week: a check comes first.*

    { $lines }
review-week-maintenance =
    { "*" }Your week: staying well.*

    { $lines }

demand-value = What is coming up in your life? I can get you ready for it.
demand-value-travel = A trip
demand-value-race = A race or a long run
demand-value-new-job = A new job
demand-value-new-baby = A new baby
demand-value-none = Nothing special
demand-none = All right. Say “/life” whenever something new is coming.
demand-set = { $reason }
