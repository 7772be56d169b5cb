### The assessment: what a physiotherapist would ask. Own wording. `-short` names a question in the
### review and on its button.

assessment-pain-average = How strong was your back pain on average in the last 7 days? 0 is none, 10 is the worst you can imagine.
assessment-pain-average-short = Usual pain
assessment-pain-worst = And at its worst in the last 7 days, from 0 to 10?
assessment-pain-worst-short = Worst pain
assessment-onset = How did it begin? You can skip this one.
assessment-onset-short = How it began
assessment-onset-sudden = All at once
assessment-onset-gradual = Bit by bit
assessment-onset-recurrent = I have had it before
assessment-location = Where is the pain? Tap all that fit, then Done.
assessment-location-short = Where it is
assessment-location-low-back-central = Low back, middle
assessment-location-low-back-left = Low back, left
assessment-location-low-back-right = Low back, right
assessment-location-low-back-both = Low back, both sides
assessment-location-mid-back = Middle of the back
assessment-location-buttock-left = Left buttock
assessment-location-buttock-right = Right buttock
assessment-location-buttock-both = Both buttocks
assessment-leg = Does the pain go down into a leg? How far?
assessment-leg-short = Leg pain
assessment-leg-none = No leg pain
assessment-leg-thigh = To the thigh
assessment-leg-below-knee = Below the knee
assessment-leg-signs = Do you feel either of these in a leg? Tap all that fit, then Done. If neither does, choose None of these.
assessment-leg-signs-short = Feeling in the leg
assessment-leg-signs-tingling = Pins and needles
assessment-leg-signs-numb-patch = A numb patch
assessment-leg-side = Which leg is it?
assessment-leg-side-short = Which leg
assessment-sign-history = That numb, tingling or weak feeling in your leg, with no pain there: which fits best? If you are not sure, say so. You can skip this one.
assessment-sign-history-short = That feeling
assessment-sign-history-new = It is new, or it got worse
assessment-sign-history-with-pain = It came with this back pain
assessment-sign-history-unchecked = It is older, nobody checked it
assessment-sign-history-old = Old, checked, unchanged
assessment-sign-history-not-sure = I am not sure
assessment-eased-by = What eases your back? Tap all that fit, then Done. If it is not in the list, choose None of these.
assessment-eased-by-short = What eases it
assessment-provoked-by = And what brings the pain on? Tap all that fit, then Done. If it is not in the list, choose None of these.
assessment-provoked-by-short = What brings it on
assessment-night-waking = Does the pain wake you at night?
assessment-night-waking-short = Waking at night
assessment-night-waking-none = No
assessment-night-waking-occasional = One or two nights a week
assessment-night-waking-most-nights = Most nights
assessment-morning-stiffness-minutes = How many minutes is your back stiff in the morning? 0 means not at all. You can skip this one.
assessment-morning-stiffness-minutes-short = Stiff minutes
assessment-settles = When something stirs your back up, how long does it take to settle?
assessment-settles-short = Time to settle
assessment-settles-under-30-min = Under half an hour
assessment-settles-under-24-h = Within a day
assessment-settles-over-24-h = More than a day
assessment-exercise-habit = How much have you exercised lately?
assessment-exercise-habit-short = Exercise so far
assessment-exercise-habit-none = Not in the last 4 weeks
assessment-exercise-habit-some = A bit, now and then
assessment-exercise-habit-experienced = Often, I know it well
assessment-breath-holding = When you think of a move that may hurt, do you hold your breath or tense up?
assessment-breath-holding-short = Holding my breath
assessment-fear = How worried are you about moving your back? 0 is not at all, 10 is very much. You can skip this one.
assessment-fear-short = Worry about moving
assessment-confidence = How sure are you that you can be active, even with some pain? 0 is not at all, 10 is fully sure. You can skip this one.
assessment-confidence-short = How sure I feel
assessment-conditions = Does any of these fit you? Tap all that do, then Done. If none does, choose None of these.
assessment-conditions-short = What needs care
assessment-conditions-radiculopathy = Irritated nerve (sciatica)
assessment-conditions-spinal-stenosis = Narrow spinal canal
assessment-conditions-spondylolisthesis = Spondylolisthesis
assessment-conditions-osteoporosis = Osteoporosis (thin bones)
assessment-conditions-pregnancy-late = More than 20 weeks pregnant
assessment-conditions-knee-problem = A knee problem
assessment-conditions-shoulder-problem = A shoulder problem
assessment-conditions-hip-replacement = A hip replacement
assessment-conditions-hypermobile = Very bendy joints
assessment-diagnoses = Has a doctor ever told you that your back has one of these? Tap all that fit, then Done. Many people have one of them and no pain.
assessment-diagnoses-short = What I was told
assessment-diagnoses-disc-degeneration = Disc changes
assessment-diagnoses-disc-herniation = Disc herniation
assessment-diagnoses-arthritis = Arthritis of the back
assessment-diagnoses-stenosis = Stenosis (narrow canal)
assessment-diagnoses-scoliosis = Scoliosis (a curve)
assessment-diagnoses-spondylolisthesis = Spondylolisthesis
assessment-diagnoses-osteoporosis = Osteoporosis

## Three things that matter to the person

assessment-activity-1 = What would you most like to do again with ease? Write one thing, like “carry my shopping” or “sit through a film”.
assessment-activity-1-short = First activity
assessment-ability-1 = How well can you do it now? 0 is not at all, 10 is as well as ever.
assessment-ability-1-short = How well, first
assessment-activity-2 = A second thing that matters to you? You can skip this one.
assessment-activity-2-short = Second activity
assessment-ability-2 = And how well can you do that now, from 0 to 10?
assessment-ability-2-short = How well, second
assessment-activity-3 = And a third? You can skip this one.
assessment-activity-3-short = Third activity
assessment-ability-3 = And how well can you do that now, from 0 to 10?
assessment-ability-3-short = How well, third

## The movement check: safe and short; each says what to hold on to and when to stop

assessment-check-now = Now a short movement check, about three minutes. It helps me choose. Is this a good time? If not, we leave it out for now.
assessment-check-now-short = Movement check
assessment-check-now-yes = Yes, let us do it
assessment-check-now-no = Not now
assessment-check-intro =
    Good. There are nine small moves. Stand near a wall or table that you can hold. Put a firm chair behind you.

    Move slowly and breathe. Go only as far as feels all right. { check-stop } You can leave any move out.
check-stop = Stop if your pain goes up by 2 or more.
assessment-squat = { "*" }Squat.* Stand in front of the chair, with a table within reach. Bend your knees as if to sit down, then come up. { check-stop } How was it?
assessment-squat-short = Squat
assessment-hinge = { "*" }Hip hinge.* Stand with a wall or table within reach, hands on your hips. Push your bottom back with a long back and soft knees, then stand up. { check-stop } How was it?
assessment-hinge-short = Hip hinge
assessment-side-bend-left = { "*" }Side bend to the left.* Stand with a wall or table within reach. Slide your left hand down your leg, then come back up. { check-stop } How was it?
assessment-side-bend-left-short = Side bend left
assessment-side-bend-right = { "*" }Side bend to the right.* The same on the other side, with a wall or table within reach. Slide your right hand down your leg. { check-stop } How was it?
assessment-side-bend-right-short = Side bend right
assessment-sit-to-stand = { "*" }Up from a chair.* Sit on a firm chair against the wall, with a table within reach. Stand up and sit down again, without your hands if you can. { check-stop } How was it?
assessment-sit-to-stand-short = Up from a chair
assessment-one-leg-left = { "*" }Stand on your left leg.* Keep one hand just above a table or the back of a chair. Lift your right foot a little and count to ten. { check-stop } How was it?
assessment-one-leg-left-short = On left leg
assessment-one-leg-right = { "*" }Stand on your right leg.* Keep one hand just above a table or the back of a chair. Lift your left foot a little and count to ten. { check-stop } How was it?
assessment-one-leg-right-short = On right leg
assessment-bend-forward = { "*" }Bend forward.* Stand with a table within reach. Let your hands slide down your thighs, as far as is easy, then come up. { check-stop } How was it?
assessment-bend-forward-short = Bend forward
assessment-bend-back = { "*" }Bend back.* Stand with a wall or table within reach, hands on your hips. Lean back a little, look ahead, then come back. { check-stop } How was it?
assessment-bend-back-short = Bend back

## The review

assessment-review =
    { "*" }Please look this over*

    { $list }

    Is it all right? If not, tap what you want to change.
assessment-review-right = All right, go on
    .also = yes, right, correct, looks right, all good, fine
review-line = • { $name }: { $value }
