# The exercises in words: name, steps, cues, stop rule, common mistake, why, and one sentence a micro-step.
# Not yet read by a physiotherapist.


## Block regulation

# legs_on_chair_breathing
exercise-legs-on-chair-breathing-name = Supine breathing with legs on a chair (90/90 rest)
exercise-legs-on-chair-breathing-step-1 = Lie on your back and rest both calves on a chair seat.
exercise-legs-on-chair-breathing-step-2 = Place one hand on your belly and one on your ribs.
exercise-legs-on-chair-breathing-step-3 = Breathe in through your nose for 4 and feel the lower hand rise.
exercise-legs-on-chair-breathing-step-4 = Breathe out gently for 6 and let your back sink into the floor.
exercise-legs-on-chair-breathing-cue-1 = Soft jaw, heavy legs
exercise-legs-on-chair-breathing-cue-2 = The belly hand moves before the chest hand
exercise-legs-on-chair-breathing-stop = Stop if leg symptoms spread further down or you feel faint.
exercise-legs-on-chair-breathing-mistake = Pulling in huge breaths, which makes you light-headed instead of calm.
exercise-legs-on-chair-breathing-why = The supported position takes load off the back so slow breathing can lower guarding before you move.
exercise-legs-on-chair-breathing-micro-tempo-1 = Let the breath out last one second longer
exercise-legs-on-chair-breathing-micro-range-1 = Use a lower seat or stool so the hips open a little more
exercise-legs-on-chair-breathing-micro-context-1 = Repeat after a long sit or a stressful meeting

# crook_lying_breathing
exercise-crook-lying-breathing-name = Diaphragmatic breathing in crook lying
exercise-crook-lying-breathing-step-1 = Lie on your back with knees bent and feet flat.
exercise-crook-lying-breathing-step-2 = Put both hands around your lower ribs.
exercise-crook-lying-breathing-step-3 = Breathe in for 4 so the ribs widen into your hands.
exercise-crook-lying-breathing-step-4 = Breathe out for 6 and let the ribs soften down.
exercise-crook-lying-breathing-cue-1 = Wide ribs, quiet shoulders
exercise-crook-lying-breathing-stop = Stop if you feel dizzy or the position raises your leg pain.
exercise-crook-lying-breathing-mistake = Lifting the chest and shoulders while the belly stays still.
exercise-crook-lying-breathing-why = Slow low breathing shifts attention away from threat and prepares the trunk muscles for easy work.
exercise-crook-lying-breathing-micro-tempo-1 = Let the breath out last 8 s
exercise-crook-lying-breathing-micro-load-1 = Rest a light book on the belly for gentle feedback
exercise-crook-lying-breathing-micro-context-1 = Use it in bed on waking, before the first move of the day

# seated_rib_breathing
exercise-seated-rib-breathing-name = Seated lateral rib breathing
exercise-seated-rib-breathing-step-1 = Sit tall with both feet flat on the floor.
exercise-seated-rib-breathing-step-2 = Cross your arms and hold your lower ribs.
exercise-seated-rib-breathing-step-3 = Breathe in for 4 and push the ribs out sideways.
exercise-seated-rib-breathing-step-4 = Breathe out for 6 and feel them return.
exercise-seated-rib-breathing-cue-1 = Grow taller as you breathe out
exercise-seated-rib-breathing-stop = Stop if you feel light-headed or sitting sharply raises pain.
exercise-seated-rib-breathing-mistake = Leaning back and arching the low back to get air in.
exercise-seated-rib-breathing-why = Breathing into the sides and back of the ribs eases a stiff upper back and needs no floor.
exercise-seated-rib-breathing-micro-stability-1 = Sit without leaning on the backrest
exercise-seated-rib-breathing-micro-range-1 = Wrap a towel round the ribs and breathe into its sides and back
exercise-seated-rib-breathing-micro-context-1 = Do it at your desk or in a parked car

# long_exhale_breathing
exercise-long-exhale-breathing-name = Paced breathing at about six breaths a minute
exercise-long-exhale-breathing-step-1 = Sit or stand in any easy position.
exercise-long-exhale-breathing-step-2 = Breathe in through the nose while counting to 4.
exercise-long-exhale-breathing-step-3 = Breathe out through loose lips while counting to 6.
exercise-long-exhale-breathing-step-4 = Keep the same rhythm for every breath.
exercise-long-exhale-breathing-cue-1 = Let the next breath come; do not grab it
exercise-long-exhale-breathing-stop = Stop if you feel tingling around the mouth or dizzy; go back to normal breathing.
exercise-long-exhale-breathing-mistake = Forcing the count when it feels like air hunger.
exercise-long-exhale-breathing-why = A slow rhythm with a longer breath out is a simple way to settle arousal before loading.
exercise-long-exhale-breathing-micro-tempo-1 = Let the breath out last 8 s
exercise-long-exhale-breathing-micro-context-1 = Try it standing in a queue or before lifting something
exercise-long-exhale-breathing-micro-stability-1 = Stand on both feet with soft knees instead of sitting

# side_lying_breathing
exercise-side-lying-breathing-name = Side-lying breathing with pillow support
exercise-side-lying-breathing-step-1 = Lie on the side that feels easier.
exercise-side-lying-breathing-step-2 = Put a folded towel or pillow between your knees and one under your head.
exercise-side-lying-breathing-step-3 = Breathe in for 4 into the top ribs.
exercise-side-lying-breathing-step-4 = Breathe out for 6 and let the waist relax.
exercise-side-lying-breathing-cue-1 = Knees and hips stacked, nothing twisted
exercise-side-lying-breathing-stop = Stop if pain down the leg grows while you lie there.
exercise-side-lying-breathing-mistake = Letting the top knee drop forward so the pelvis twists.
exercise-side-lying-breathing-why = Side lying unloads the spine and pelvis and suits people who cannot lie flat.
exercise-side-lying-breathing-micro-tempo-1 = Let the breath out last one second longer
exercise-side-lying-breathing-micro-range-1 = Reach the top arm forward and breathe into the opened ribs
exercise-side-lying-breathing-micro-context-1 = Use the same set-up to fall asleep at night

# progressive_muscle_relaxation
exercise-progressive-muscle-relaxation-name = Progressive muscle relaxation (short form)
exercise-progressive-muscle-relaxation-step-1 = Sit or lie in a supported position.
exercise-progressive-muscle-relaxation-step-2 = Tense one area for 5 seconds: feet, thighs, buttocks, hands, then shoulders.
exercise-progressive-muscle-relaxation-step-3 = Let that area go completely for 15 seconds.
exercise-progressive-muscle-relaxation-step-4 = Notice the difference, then move to the next area.
exercise-progressive-muscle-relaxation-cue-1 = Half effort in, full release out
exercise-progressive-muscle-relaxation-stop = Stop if tensing an area brings on cramp or sharp back pain.
exercise-progressive-muscle-relaxation-mistake = Tensing at full strength and holding the breath.
exercise-progressive-muscle-relaxation-why = Feeling the contrast between tense and loose helps you notice and drop protective bracing.
exercise-progressive-muscle-relaxation-micro-tempo-1 = Let each release last two breaths longer
exercise-progressive-muscle-relaxation-micro-load-1 = Release in half as many rounds, with the same calm
exercise-progressive-muscle-relaxation-micro-context-1 = Release just the shoulders and buttocks during a work break


## Block mobility

# pelvic_tilt
exercise-pelvic-tilt-name = Pelvic tilt in crook lying
exercise-pelvic-tilt-step-1 = Lie on your back with knees bent and feet flat.
exercise-pelvic-tilt-step-2 = Gently flatten your low back towards the floor.
exercise-pelvic-tilt-step-3 = Pause for 2 seconds and keep breathing.
exercise-pelvic-tilt-step-4 = Release until a small gap returns under your back.
exercise-pelvic-tilt-cue-1 = Move the pelvis like a bowl tipping water
exercise-pelvic-tilt-cue-2 = Effort of 3 out of 10
exercise-pelvic-tilt-stop = Stop if the movement sends pain below the buttock.
exercise-pelvic-tilt-mistake = Pushing hard with the legs or buttocks instead of tipping the pelvis.
exercise-pelvic-tilt-why = Small pelvic tilts show a guarded back that it can move safely and begin control of the lumbar curve.
exercise-pelvic-tilt-micro-range-1 = Tilt a little further than last week, still with ease
exercise-pelvic-tilt-micro-range-2 = Tilt all the way that is easy, both ways
exercise-pelvic-tilt-micro-tempo-1 = Take 3 s each way
exercise-pelvic-tilt-micro-tempo-2 = Take 4 s each way
exercise-pelvic-tilt-micro-tempo-3 = Take 4 s each way and stay 4 s
exercise-pelvic-tilt-micro-stability-1 = Do it with both heels 10 cm further away
exercise-pelvic-tilt-micro-stability-2 = Do it with the toes lifted, heels down
exercise-pelvic-tilt-micro-context-1 = Do the same tilt sitting on a chair
exercise-pelvic-tilt-micro-context-2 = Do the same tilt standing with your back to a wall

# knee_rolls
exercise-knee-rolls-name = Knee rolls (lower trunk rotation)
exercise-knee-rolls-step-1 = Lie on your back with knees bent and together.
exercise-knee-rolls-step-2 = Let both knees roll slowly to one side within comfort.
exercise-knee-rolls-step-3 = Hold for 2 seconds.
exercise-knee-rolls-step-4 = Bring them back to the middle and change side.
exercise-knee-rolls-cue-1 = Both shoulder blades stay heavy on the floor
exercise-knee-rolls-stop = Stop if one side brings on leg pain or pins and needles.
exercise-knee-rolls-mistake = Dropping the knees fast and bouncing at the end.
exercise-knee-rolls-why = Gentle rotation eases stiffness without loading the spine.
exercise-knee-rolls-micro-range-1 = Let the knees go two centimetres further
exercise-knee-rolls-micro-stability-1 = Lift the feet slightly off the floor
exercise-knee-rolls-micro-tempo-1 = Slow the return to 4 s

# seated_cat_cow
exercise-seated-cat-cow-name = Seated cat-cow
exercise-seated-cat-cow-step-1 = Sit near the front of a chair with hands on your thighs.
exercise-seated-cat-cow-step-2 = Breathe out and round your back gently.
exercise-seated-cat-cow-step-3 = Breathe in, roll the pelvis forward and lift the chest.
exercise-seated-cat-cow-step-4 = Move smoothly between the two.
exercise-seated-cat-cow-cue-1 = Lead from the pelvis
exercise-seated-cat-cow-stop = Stop if rounding or arching sends symptoms into the leg.
exercise-seated-cat-cow-mistake = Moving only the head and shoulders.
exercise-seated-cat-cow-why = It gives the whole spine a bend and a stretch without getting on the floor.
exercise-seated-cat-cow-micro-range-1 = Let the ribs and the neck join the move
exercise-seated-cat-cow-micro-tempo-1 = Match one full breath to each direction
exercise-seated-cat-cow-micro-context-1 = Use it as a two-minute break every hour of sitting

# cat_cow
exercise-cat-cow-name = Cat-cow (cat-camel)
exercise-cat-cow-step-1 = Kneel on all fours, hands under shoulders and knees under hips.
exercise-cat-cow-step-2 = Breathe out and round the back up towards the ceiling.
exercise-cat-cow-step-3 = Breathe in and let the belly lower and the chest open.
exercise-cat-cow-step-4 = Flow between the two without forcing the ends.
exercise-cat-cow-cue-1 = Motion, not stretch
exercise-cat-cow-cue-2 = Spread the bend through the whole spine
exercise-cat-cow-stop = Stop if arm, knee or leg symptoms appear or increase.
exercise-cat-cow-mistake = Hanging at the end of the range and pushing harder.
exercise-cat-cow-why = Unloaded bending and arching reduces stiffness before stability work.
exercise-cat-cow-micro-range-1 = Move as far as is easy, both ways
exercise-cat-cow-micro-tempo-1 = Use one slow breath per direction
exercise-cat-cow-micro-stability-1 = Move one region at a time from tailbone to neck
exercise-cat-cow-micro-context-1 = Use as the first movement after getting out of bed, once stiffness has eased a little

# seated_thoracic_rotation
exercise-seated-thoracic-rotation-name = Seated thoracic rotation
exercise-seated-thoracic-rotation-step-1 = Sit tall with feet and knees facing forward.
exercise-seated-thoracic-rotation-step-2 = Cross your arms over your chest.
exercise-seated-thoracic-rotation-step-3 = Turn your ribs to one side while the hips stay still.
exercise-seated-thoracic-rotation-step-4 = Pause 2 seconds, return and change side.
exercise-seated-thoracic-rotation-cue-1 = Turn from the breastbone, not from the waist
exercise-seated-thoracic-rotation-stop = Stop if turning brings sharp pain or leg symptoms.
exercise-seated-thoracic-rotation-mistake = Swinging the knees round with the turn.
exercise-seated-thoracic-rotation-why = More turn in the upper back means less demand for turning on the low back.
exercise-seated-thoracic-rotation-micro-range-1 = Turn until you see a little more behind you
exercise-seated-thoracic-rotation-micro-range-2 = Turn as far as is easy, and look over your shoulder
exercise-seated-thoracic-rotation-micro-tempo-1 = Take 3 s each way
exercise-seated-thoracic-rotation-micro-tempo-2 = Take 4 s each way and stay 3 s
exercise-seated-thoracic-rotation-micro-load-1 = Hold a rolled towel tight in front of your chest
exercise-seated-thoracic-rotation-micro-stability-1 = Sit at the front of the chair, without the backrest
exercise-seated-thoracic-rotation-micro-stability-2 = Sit with your feet close together as well
exercise-seated-thoracic-rotation-micro-context-1 = Turn like this to reach something beside you
exercise-seated-thoracic-rotation-micro-context-2 = Turn like this to look behind you in a car

# open_book
exercise-open-book-name = Open book (side-lying thoracic rotation)
exercise-open-book-step-1 = Lie on your side with hips and knees bent and palms together.
exercise-open-book-step-2 = Lift the top arm and open it across to the other side.
exercise-open-book-step-3 = Follow the hand with your eyes and let the chest turn.
exercise-open-book-step-4 = Return slowly and finish one side before changing.
exercise-open-book-cue-1 = Knees stay glued together
exercise-open-book-stop = Stop if the shoulder pinches or the low back catches.
exercise-open-book-mistake = Letting the top knee slide back so the low back twists instead.
exercise-open-book-why = It frees the upper back and chest while the bent knees protect the low back from twisting.
exercise-open-book-micro-range-1 = Let the hand come a hand-width closer to the floor
exercise-open-book-micro-tempo-1 = Stay for one full breath at the open end
exercise-open-book-micro-stability-1 = Straighten the lower leg so the pelvis has less support

# single_knee_to_chest
exercise-single-knee-to-chest-name = Single knee to chest
exercise-single-knee-to-chest-step-1 = Lie on your back with knees bent.
exercise-single-knee-to-chest-step-2 = Bring one knee up and hold behind the thigh.
exercise-single-knee-to-chest-step-3 = Draw it in until you feel a mild stretch and hold.
exercise-single-knee-to-chest-step-4 = Lower slowly and change leg.
exercise-single-knee-to-chest-cue-1 = Other hip stays relaxed on the floor
exercise-single-knee-to-chest-stop = Stop if leg pain travels further down while holding.
exercise-single-knee-to-chest-mistake = Yanking on the shin and lifting the tailbone.
exercise-single-knee-to-chest-why = A small bend of the low back often eases symptoms that come with standing or arching.
exercise-single-knee-to-chest-micro-range-1 = Hold behind the thigh and draw in one centimetre more
exercise-single-knee-to-chest-micro-tempo-1 = Extend the hold from 5 to 10 s
exercise-single-knee-to-chest-micro-context-1 = Use as relief after standing or walking

# double_knee_to_chest
exercise-double-knee-to-chest-name = Double knee to chest
exercise-double-knee-to-chest-step-1 = Lie on your back with knees bent.
exercise-double-knee-to-chest-step-2 = Bring up one knee, then the other, holding behind the thighs.
exercise-double-knee-to-chest-step-3 = Hug both knees in gently and hold.
exercise-double-knee-to-chest-step-4 = Lower one leg at a time.
exercise-double-knee-to-chest-cue-1 = Let the low back widen, do not curl the head up
exercise-double-knee-to-chest-stop = Stop if numbness or leg pain increases.
exercise-double-knee-to-chest-mistake = Lowering both legs together and letting the back snap into an arch.
exercise-double-knee-to-chest-why = Bending the lumbar spine opens space around the nerves in people whose symptoms rise with arching.
exercise-double-knee-to-chest-micro-range-1 = Rock gently in the last few degrees without bouncing
exercise-double-knee-to-chest-micro-tempo-1 = Hold for three slow breaths
exercise-double-knee-to-chest-micro-context-1 = Use before and after a walk if walking tightens the back

# seated_forward_flexion
exercise-seated-forward-flexion-name = Seated forward flexion
exercise-seated-forward-flexion-step-1 = Sit with feet wider than hips.
exercise-seated-forward-flexion-step-2 = Slide your hands down your thighs and let your back round.
exercise-seated-forward-flexion-step-3 = Hang in comfort while you breathe.
exercise-seated-forward-flexion-step-4 = Push through your hands and roll up slowly.
exercise-seated-forward-flexion-cue-1 = Head last to come up
exercise-seated-forward-flexion-stop = Stop if back or leg pain stays raised after coming up.
exercise-seated-forward-flexion-mistake = Dropping down fast and standing straight up while dizzy.
exercise-seated-forward-flexion-why = It gives quick relief between standing or walking spells for backs that dislike arching.
exercise-seated-forward-flexion-micro-range-1 = Slide your hands down to the middle of your shins
exercise-seated-forward-flexion-micro-tempo-1 = Take 4 s to come back up
exercise-seated-forward-flexion-micro-context-1 = Use as a standing-break on outings; any bench will do

# quadruped_rock_back
exercise-quadruped-rock-back-name = Quadruped rock-back
exercise-quadruped-rock-back-step-1 = Kneel on all fours with a flat, easy back.
exercise-quadruped-rock-back-step-2 = Push your hips back towards your heels.
exercise-quadruped-rock-back-step-3 = Stop just before your low back rounds.
exercise-quadruped-rock-back-step-4 = Rock forward to the start.
exercise-quadruped-rock-back-cue-1 = Hips move, spine stays long
exercise-quadruped-rock-back-stop = Stop if the front of the hip pinches or the knees hurt.
exercise-quadruped-rock-back-mistake = Letting the back round early and losing the hip movement.
exercise-quadruped-rock-back-why = It teaches the hips to fold while the back stays still, the base for hinging and squatting.
exercise-quadruped-rock-back-micro-range-1 = Sit back one hand-width further
exercise-quadruped-rock-back-micro-range-2 = Sit back on your heels, if that feels easy
exercise-quadruped-rock-back-micro-tempo-1 = Add a 3 s pause at the back
exercise-quadruped-rock-back-micro-context-1 = Feel the same fold when you sit back towards a chair

# prone_on_elbows
exercise-prone-on-elbows-name = Prone on elbows
exercise-prone-on-elbows-step-1 = Lie face down with your forehead on your hands.
exercise-prone-on-elbows-step-2 = Rest there for a few breaths.
exercise-prone-on-elbows-step-3 = Prop up on your elbows under the shoulders.
exercise-prone-on-elbows-step-4 = Let your belly and buttocks soften, then lower.
exercise-prone-on-elbows-cue-1 = Hips stay heavy
exercise-prone-on-elbows-stop = Stop if leg pain moves further from the spine; pain moving towards the back is acceptable.
exercise-prone-on-elbows-mistake = Tensing the buttocks and shrugging the shoulders.
exercise-prone-on-elbows-why = A mild arch while you lie often eases a back that dislikes sitting and bending.
exercise-prone-on-elbows-micro-range-1 = Rest on your elbows with a pillow taken away
exercise-prone-on-elbows-micro-tempo-1 = Stay 10 s longer in one go
exercise-prone-on-elbows-micro-context-1 = Use for two minutes after a long sit or drive

# prone_press_up
exercise-prone-press-up-name = Prone press-up
exercise-prone-press-up-step-1 = Lie face down with hands beside your shoulders.
exercise-prone-press-up-step-2 = Press your chest up while your hips stay on the floor.
exercise-prone-press-up-step-3 = Let your back relax at the top for a second.
exercise-prone-press-up-step-4 = Lower all the way down.
exercise-prone-press-up-cue-1 = Arms work, back stays lazy
exercise-prone-press-up-stop = Stop if pain or tingling travels further down the leg during or after the set.
exercise-prone-press-up-mistake = Lifting the hips and squeezing the buttocks.
exercise-prone-press-up-why = Arching again and again helps some backs a lot; it is a test as much as an exercise.
exercise-prone-press-up-micro-range-1 = Press up two centimetres higher
exercise-prone-press-up-micro-tempo-1 = Breathe out and sag for 2 s at the top
exercise-prone-press-up-micro-context-1 = Do five after a long time of sitting

# standing_back_extension
exercise-standing-back-extension-name = Standing back extension
exercise-standing-back-extension-step-1 = Stand with feet hip-width apart and hands on the small of your back.
exercise-standing-back-extension-step-2 = Lean back slowly over your hands.
exercise-standing-back-extension-step-3 = Hold for 2 seconds while breathing.
exercise-standing-back-extension-step-4 = Return upright.
exercise-standing-back-extension-cue-1 = Knees straight but not locked
exercise-standing-back-extension-stop = Stop if leg symptoms spread or you feel unsteady.
exercise-standing-back-extension-mistake = Bending the knees and tipping the head far back instead.
exercise-standing-back-extension-why = It is a portable counter-movement after long spells of bending or sitting.
exercise-standing-back-extension-micro-range-1 = Lean back a few degrees further
exercise-standing-back-extension-micro-stability-1 = Do it without leaning on anything
exercise-standing-back-extension-micro-context-1 = Do five after every hour of sitting or stooping

# standing_hip_flexor_stretch
exercise-standing-hip-flexor-stretch-name = Standing hip flexor stretch
exercise-standing-hip-flexor-stretch-step-1 = Stand in a split stance and hold a chair back.
exercise-standing-hip-flexor-stretch-step-2 = Tuck your tailbone under slightly.
exercise-standing-hip-flexor-stretch-step-3 = Shift your weight forward until the back hip stretches.
exercise-standing-hip-flexor-stretch-step-4 = Hold, breathe, then change side.
exercise-standing-hip-flexor-stretch-cue-1 = Tuck first, then shift
exercise-standing-hip-flexor-stretch-stop = Stop if the low back pinches or the thigh tingles.
exercise-standing-hip-flexor-stretch-mistake = Arching the low back so the hip never stretches.
exercise-standing-hip-flexor-stretch-why = Better hip extension lets you stand and walk without borrowing arch from the low back.
exercise-standing-hip-flexor-stretch-micro-range-1 = Lengthen the stance by one foot-length
exercise-standing-hip-flexor-stretch-micro-stability-1 = Use fingertip support only
exercise-standing-hip-flexor-stretch-micro-context-1 = Do one stretch per side whenever you leave your desk

# half_kneeling_hip_flexor_stretch
exercise-half-kneeling-hip-flexor-stretch-name = Half-kneeling hip flexor stretch
exercise-half-kneeling-hip-flexor-stretch-step-1 = Kneel on one knee on a soft mat with the other foot in front.
exercise-half-kneeling-hip-flexor-stretch-step-2 = Squeeze the back buttock and tuck the pelvis.
exercise-half-kneeling-hip-flexor-stretch-step-3 = Glide forward a few centimetres.
exercise-half-kneeling-hip-flexor-stretch-step-4 = Hold with calm breaths, then swap.
exercise-half-kneeling-hip-flexor-stretch-cue-1 = Belt buckle points at your chin
exercise-half-kneeling-hip-flexor-stretch-stop = Stop if the knee hurts or the low back aches.
exercise-half-kneeling-hip-flexor-stretch-mistake = Lunging deep with an arched back.
exercise-half-kneeling-hip-flexor-stretch-why = It targets the front of the hip, which often limits upright posture after long sitting.
exercise-half-kneeling-hip-flexor-stretch-micro-range-1 = Reach the same-side arm up and slightly across
exercise-half-kneeling-hip-flexor-stretch-micro-stability-1 = Take the hands off the front thigh
exercise-half-kneeling-hip-flexor-stretch-micro-load-1 = Push the back foot gently into the floor for 5 s, then relax into more range

# seated_figure_four
exercise-seated-figure-four-name = Seated figure-four stretch
exercise-seated-figure-four-step-1 = Sit tall and cross one ankle over the other knee.
exercise-seated-figure-four-step-2 = Let the knee fall out to the side.
exercise-seated-figure-four-step-3 = Hinge forward with a long back until the buttock stretches.
exercise-seated-figure-four-step-4 = Hold and change side.
exercise-seated-figure-four-cue-1 = Chest forward, not down
exercise-seated-figure-four-stop = Stop if the knee hurts or the leg tingles.
exercise-seated-figure-four-mistake = Rounding the back to get lower.
exercise-seated-figure-four-why = Looser outer hips share turning and bending so the low back and pelvis are spared.
exercise-seated-figure-four-micro-range-1 = Lean forward from the hips by a few degrees
exercise-seated-figure-four-micro-tempo-1 = Use four slow breaths instead of counting
exercise-seated-figure-four-micro-context-1 = Do it at work on a chair without wheels

# supine_figure_four
exercise-supine-figure-four-name = Supine figure-four stretch
exercise-supine-figure-four-step-1 = Lie on your back with knees bent.
exercise-supine-figure-four-step-2 = Cross one ankle over the opposite knee.
exercise-supine-figure-four-step-3 = Hold behind the lower thigh and draw it towards you.
exercise-supine-figure-four-step-4 = Breathe and hold, then change side.
exercise-supine-figure-four-cue-1 = Tailbone stays on the floor
exercise-supine-figure-four-stop = Stop if you feel a groin pinch or symptoms below the knee.
exercise-supine-figure-four-mistake = Pulling so hard that the low back rounds up.
exercise-supine-figure-four-why = It eases the deep buttock muscles while the floor supports the spine.
exercise-supine-figure-four-micro-range-1 = Draw the supporting thigh in by one centimetre at a time
exercise-supine-figure-four-micro-stability-1 = Keep the supporting foot in the air without holding on
exercise-supine-figure-four-micro-load-1 = Press the crossed knee into your hand for 5 s, then relax

# supine_hamstring_stretch
exercise-supine-hamstring-stretch-name = Supine hamstring stretch with towel
exercise-supine-hamstring-stretch-step-1 = Lie on your back and loop a towel behind one thigh or foot.
exercise-supine-hamstring-stretch-step-2 = Keep the other knee bent for comfort.
exercise-supine-hamstring-stretch-step-3 = Raise and straighten the leg until the back of the thigh stretches.
exercise-supine-hamstring-stretch-step-4 = Hold, breathe and change leg.
exercise-supine-hamstring-stretch-cue-1 = Back of the pelvis stays flat
exercise-supine-hamstring-stretch-stop = Stop if you feel tingling, burning or pain below the knee: that is nerve, not muscle.
exercise-supine-hamstring-stretch-mistake = Forcing the knee straight and lifting the hip.
exercise-supine-hamstring-stretch-why = Comfortable hamstring length makes it easier to fold at the hips when you bend.
exercise-supine-hamstring-stretch-micro-range-1 = Straighten the knee a few degrees more
exercise-supine-hamstring-stretch-micro-tempo-1 = Alternate 5 s of pushing into the towel with 10 s of easing in
exercise-supine-hamstring-stretch-micro-context-1 = Feel the same length in a small hip hinge

# sciatic_slider_supine
exercise-sciatic-slider-supine-name = Sciatic nerve slider in supine
exercise-sciatic-slider-supine-step-1 = Lie on your back and hold behind the thigh of the affected leg.
exercise-sciatic-slider-supine-step-2 = Straighten the knee slowly until light tension appears.
exercise-sciatic-slider-supine-step-3 = Bend it again at once and point the toes.
exercise-sciatic-slider-supine-step-4 = Glide back and forth without holding.
exercise-sciatic-slider-supine-cue-1 = Glide like floss, never stretch
exercise-sciatic-slider-supine-stop = Stop if symptoms are stronger or lower in the leg afterwards.
exercise-sciatic-slider-supine-mistake = Holding the end position as if it were a hamstring stretch.
exercise-sciatic-slider-supine-why = Moving one end of the nerve while slackening the other may calm a sensitive leg; the evidence is small and low quality.
exercise-sciatic-slider-supine-micro-range-1 = Straighten the knee a few degrees more
exercise-sciatic-slider-supine-micro-tempo-1 = Use a slow, even four-second cycle
exercise-sciatic-slider-supine-micro-context-1 = Do one short set after a long time of sitting

# sciatic_slider_seated
exercise-sciatic-slider-seated-name = Sciatic nerve slider in sitting
exercise-sciatic-slider-seated-step-1 = Sit tall on a chair with thighs supported.
exercise-sciatic-slider-seated-step-2 = Straighten the affected knee as you look up.
exercise-sciatic-slider-seated-step-3 = Bend the knee as you lower your chin.
exercise-sciatic-slider-seated-step-4 = Keep knee and head moving together.
exercise-sciatic-slider-seated-cue-1 = Knee up, chin up; knee down, chin down
exercise-sciatic-slider-seated-stop = Stop if tingling or leg pain lingers for more than a minute.
exercise-sciatic-slider-seated-mistake = Slumping and stretching both ends at once.
exercise-sciatic-slider-seated-why = Opposite ends move together so the nerve slides without being pulled tight.
exercise-sciatic-slider-seated-micro-range-1 = Straighten the knee a few degrees more
exercise-sciatic-slider-seated-micro-tempo-1 = Keep each cycle near 5 s
exercise-sciatic-slider-seated-micro-context-1 = Use it during travel breaks, but not within two hours of waking

# knee_to_wall
exercise-knee-to-wall-name = Knee-to-wall ankle dorsiflexion
exercise-knee-to-wall-step-1 = Stand facing a wall with one foot a few centimetres away.
exercise-knee-to-wall-step-2 = Bend the knee to touch the wall.
exercise-knee-to-wall-step-3 = Keep the heel down and the knee over the second toe.
exercise-knee-to-wall-step-4 = Return and repeat, then change side.
exercise-knee-to-wall-cue-1 = Heel stays heavy
exercise-knee-to-wall-stop = Stop if the front of the ankle or the knee pinches.
exercise-knee-to-wall-mistake = Letting the heel lift or the arch collapse.
exercise-knee-to-wall-why = A stiff ankle changes how you squat and take stairs and can push extra bending to the back.
exercise-knee-to-wall-micro-range-1 = Slide the foot back one centimetre
exercise-knee-to-wall-micro-load-1 = Hold a bag on the front thigh
exercise-knee-to-wall-micro-context-1 = Use the same bend on the first stairs of the day

# wall_slide
exercise-wall-slide-name = Wall slide for shoulders and upper back
exercise-wall-slide-step-1 = Stand with your back or forearms against a wall.
exercise-wall-slide-step-2 = Bend the elbows and keep the ribs soft.
exercise-wall-slide-step-3 = Slide the arms up as far as the back stays quiet.
exercise-wall-slide-step-4 = Slide down with control.
exercise-wall-slide-cue-1 = Ribs down, arms up
exercise-wall-slide-stop = Stop if the shoulder pinches or the hand tingles.
exercise-wall-slide-mistake = Arching the low back to get the arms higher.
exercise-wall-slide-why = Free shoulders and upper back mean overhead reach without arching the low back.
exercise-wall-slide-micro-range-1 = Slide a hand-width higher
exercise-wall-slide-micro-load-1 = Loop a light band around the wrists
exercise-wall-slide-micro-stability-1 = Stand on one leg for half of the set
exercise-wall-slide-micro-context-1 = Use before reaching to a high shelf


## Block stability

# abdominal_brace_breathing
exercise-abdominal-brace-breathing-name = Low-load abdominal brace with breathing
exercise-abdominal-brace-breathing-step-1 = Lie on your back with knees bent and fingers inside the hip bones.
exercise-abdominal-brace-breathing-step-2 = Breathe out and firm the lower belly as if zipping tight trousers.
exercise-abdominal-brace-breathing-step-3 = Keep it for one easy breath in and out.
exercise-abdominal-brace-breathing-step-4 = Let go fully for 3 seconds.
exercise-abdominal-brace-breathing-cue-1 = 2 out of 10 effort
exercise-abdominal-brace-breathing-cue-2 = You can talk while bracing
exercise-abdominal-brace-breathing-stop = Stop if the brace raises pain or makes you hold your breath.
exercise-abdominal-brace-breathing-mistake = Bracing hard and keeping it on all day.
exercise-abdominal-brace-breathing-why = It trains a light, well-timed support that works together with breathing.
exercise-abdominal-brace-breathing-micro-tempo-1 = Keep the light brace for two breaths
exercise-abdominal-brace-breathing-micro-load-1 = Brace a little more, still under a third of your effort
exercise-abdominal-brace-breathing-micro-stability-1 = Do it on all fours
exercise-abdominal-brace-breathing-micro-context-1 = Use a light brace just before you lift a bag, then let it go

# heel_slide
exercise-heel-slide-name = Heel slide with steady pelvis
exercise-heel-slide-step-1 = Lie on your back with knees bent and a light brace.
exercise-heel-slide-step-2 = Breathe out and slide one heel away along the floor.
exercise-heel-slide-step-3 = Stop before the pelvis tips.
exercise-heel-slide-step-4 = Breathe in and slide it back, then change side.
exercise-heel-slide-cue-1 = Glass of water on the pelvis
exercise-heel-slide-stop = Stop if the low back arches and hurts.
exercise-heel-slide-mistake = Letting the back arch as the leg lengthens.
exercise-heel-slide-why = It is an easy first test of keeping the trunk quiet while a leg moves.
exercise-heel-slide-micro-range-1 = Slide the heel three quarters of the way
exercise-heel-slide-micro-range-2 = Slide the heel until the leg is straight
exercise-heel-slide-micro-tempo-1 = Take 4 s out
exercise-heel-slide-micro-tempo-2 = Take 5 s out and 4 s back
exercise-heel-slide-micro-load-1 = Hold the heel just above the floor all the way
exercise-heel-slide-micro-stability-1 = Take your hands off your pelvis
exercise-heel-slide-micro-stability-2 = Reach both arms to the ceiling
exercise-heel-slide-micro-context-1 = Keep the same control when you turn in bed
exercise-heel-slide-micro-context-2 = Keep the same control when you get out of bed

# dead_bug_toe_tap
exercise-dead-bug-toe-tap-name = Dead bug toe tap (legs only)
exercise-dead-bug-toe-tap-step-1 = Lie on your back with hips and knees at right angles.
exercise-dead-bug-toe-tap-step-2 = Press the low back gently into its resting shape.
exercise-dead-bug-toe-tap-step-3 = Breathe out and tap one toe to the floor.
exercise-dead-bug-toe-tap-step-4 = Bring it back and change leg.
exercise-dead-bug-toe-tap-cue-1 = Ribs and pelvis stay stacked
exercise-dead-bug-toe-tap-stop = Stop if the back lifts off the floor and you cannot correct it.
exercise-dead-bug-toe-tap-mistake = Dropping the leg fast and arching.
exercise-dead-bug-toe-tap-why = The moving leg tries to arch your back, so the abdominals learn to resist it at low load.
exercise-dead-bug-toe-tap-micro-range-1 = Tap one foot-length further away
exercise-dead-bug-toe-tap-micro-range-2 = Tap as far away as your back stays still
exercise-dead-bug-toe-tap-micro-tempo-1 = Lower for 3 s
exercise-dead-bug-toe-tap-micro-tempo-2 = Lower for 4 s and lift for 3 s
exercise-dead-bug-toe-tap-micro-load-1 = Push both hands lightly into the thigh that comes back
exercise-dead-bug-toe-tap-micro-stability-1 = Keep both feet off the floor between taps
exercise-dead-bug-toe-tap-micro-stability-2 = Reach both arms to the ceiling as well
exercise-dead-bug-toe-tap-micro-context-1 = Keep the same still back when you pull on socks in bed
exercise-dead-bug-toe-tap-micro-context-2 = Keep the same still back when you roll over

# dead_bug
exercise-dead-bug-name = Dead bug
exercise-dead-bug-step-1 = Lie on your back, arms up, hips and knees at right angles.
exercise-dead-bug-step-2 = Breathe out and reach one arm overhead and the opposite leg away.
exercise-dead-bug-step-3 = Stop while your back still touches its start position.
exercise-dead-bug-step-4 = Return and swap sides.
exercise-dead-bug-cue-1 = Long and slow
exercise-dead-bug-cue-2 = Exhale as you reach
exercise-dead-bug-stop = Stop if your back arches or pain climbs above mild.
exercise-dead-bug-mistake = Moving the same-side arm and leg, or rushing.
exercise-dead-bug-why = It links breathing, trunk control and limb movement without loading the spine from above.
exercise-dead-bug-micro-range-1 = Lower the leg half way to the floor
exercise-dead-bug-micro-range-2 = Lower the leg until it is just above the floor
exercise-dead-bug-micro-tempo-1 = Hold the reach for 3 s
exercise-dead-bug-micro-tempo-2 = Reach for 4 s and hold 5 s
exercise-dead-bug-micro-load-1 = Press the hand and knee that stay against each other
exercise-dead-bug-micro-stability-1 = Keep both feet off the floor between reaches
exercise-dead-bug-micro-stability-2 = Reach with both arms as the leg goes
exercise-dead-bug-micro-context-1 = Use the same steady middle when you reach to a high shelf
exercise-dead-bug-micro-context-2 = Use the same steady middle when you put a box on a shelf

# bent_knee_fallout
exercise-bent-knee-fallout-name = Bent-knee fallout
exercise-bent-knee-fallout-step-1 = Lie on your back with knees bent and hands on the hip bones.
exercise-bent-knee-fallout-step-2 = Set a light brace.
exercise-bent-knee-fallout-step-3 = Let one knee open slowly to the side.
exercise-bent-knee-fallout-step-4 = Bring it back without rolling the pelvis; change side.
exercise-bent-knee-fallout-cue-1 = Headlights on the hip bones shine straight up
exercise-bent-knee-fallout-stop = Stop if the pubic bone or the back of the pelvis hurts.
exercise-bent-knee-fallout-mistake = Letting the pelvis roll with the knee.
exercise-bent-knee-fallout-why = It trains a level pelvis while one leg moves, useful when the pelvic joints are sore.
exercise-bent-knee-fallout-micro-range-1 = Let the knee open two centimetres further
exercise-bent-knee-fallout-micro-load-1 = Add a light band round the knees
exercise-bent-knee-fallout-micro-tempo-1 = Open for 5 s
exercise-bent-knee-fallout-micro-stability-1 = Slide the other leg straight

# adductor_squeeze
exercise-adductor-squeeze-name = Adductor squeeze in crook lying
exercise-adductor-squeeze-step-1 = Lie on your back with a rolled towel or cushion between bent knees.
exercise-adductor-squeeze-step-2 = Breathe out and squeeze it at about half effort.
exercise-adductor-squeeze-step-3 = Hold for 5 seconds without tilting the pelvis.
exercise-adductor-squeeze-step-4 = Release slowly and breathe.
exercise-adductor-squeeze-cue-1 = Half effort, full breath
exercise-adductor-squeeze-stop = Stop if the pubic joint or groin hurts.
exercise-adductor-squeeze-mistake = Squeezing at full force and holding the breath.
exercise-adductor-squeeze-why = A gentle squeeze supports the ring of your pelvis and often eases it when it is sore.
exercise-adductor-squeeze-micro-load-1 = Squeeze a little more, up to half of your effort
exercise-adductor-squeeze-micro-stability-1 = Keep the squeeze while lifting into a small bridge
exercise-adductor-squeeze-micro-context-1 = Squeeze gently before standing up from a chair

# clamshell
exercise-clamshell-name = Clamshell
exercise-clamshell-step-1 = Lie on your side with hips and knees bent and feet together.
exercise-clamshell-step-2 = Stack the hips and brace lightly.
exercise-clamshell-step-3 = Lift the top knee while the feet stay together.
exercise-clamshell-step-4 = Pause 3 seconds and lower slowly; finish the side, then turn over.
exercise-clamshell-cue-1 = Hips stay stacked like plates
exercise-clamshell-stop = Stop if the outer hip is sharply painful or you feel it in the back.
exercise-clamshell-mistake = Rolling the pelvis back to get the knee higher.
exercise-clamshell-why = Side hip strength keeps the pelvis level when you walk, climb and carry.
exercise-clamshell-micro-load-1 = Add a loop band above the knees
exercise-clamshell-micro-tempo-1 = Hold the top for 5 s
exercise-clamshell-micro-range-1 = Open the knee two centimetres further
exercise-clamshell-micro-stability-1 = Straighten the top leg and raise it instead

# side_plank_knees
exercise-side-plank-knees-name = Side plank on knees
exercise-side-plank-knees-step-1 = Lie on your side, knees bent, elbow under the shoulder.
exercise-side-plank-knees-step-2 = Push the hips forward and up until the body is straight from knees to head.
exercise-side-plank-knees-step-3 = Hold and breathe.
exercise-side-plank-knees-step-4 = Lower with control, repeat, then change side.
exercise-side-plank-knees-cue-1 = Push the floor away
exercise-side-plank-knees-stop = Stop if the shoulder hurts or the waist drops.
exercise-side-plank-knees-mistake = Letting the hips sit back behind the knees.
exercise-side-plank-knees-why = It works the side trunk muscles well for a modest load on the spine.
exercise-side-plank-knees-micro-tempo-1 = Hold each one 2 s longer
exercise-side-plank-knees-micro-stability-1 = Put the top hand on the hip instead of the floor
exercise-side-plank-knees-micro-range-1 = Lift until shoulder, hip and knee make one line

# side_plank
exercise-side-plank-name = Side plank
exercise-side-plank-step-1 = Lie on your side with legs straight and elbow under the shoulder.
exercise-side-plank-step-2 = Place the top foot in front of the other.
exercise-side-plank-step-3 = Lift the hips until the body forms one line.
exercise-side-plank-step-4 = Hold, breathe, lower and change side.
exercise-side-plank-cue-1 = Ear, hip and ankle in one line
exercise-side-plank-stop = Stop if the shoulder hurts or you start to hold your breath.
exercise-side-plank-mistake = Rotating the chest towards the floor.
exercise-side-plank-why = It builds the side endurance needed for carrying on one side.
exercise-side-plank-micro-tempo-1 = Hold each one 2 s longer
exercise-side-plank-micro-stability-1 = Roll from one side to the other through a front plank
exercise-side-plank-micro-load-1 = Raise the top leg for part of the hold
exercise-side-plank-micro-context-1 = Hold the same firm side when you carry a bag

# quadruped_segmental_control
exercise-quadruped-segmental-control-name = Quadruped neutral finding and segmental control
exercise-quadruped-segmental-control-step-1 = Kneel on all fours and tip the pelvis a little each way.
exercise-quadruped-segmental-control-step-2 = Settle in the middle where the back feels easiest.
exercise-quadruped-segmental-control-step-3 = Brace lightly at 2 out of 10.
exercise-quadruped-segmental-control-step-4 = Hold for two seconds, relax and find it again.
exercise-quadruped-segmental-control-cue-1 = Find the middle, then be still
exercise-quadruped-segmental-control-stop = Stop if wrist, knee or leg symptoms increase.
exercise-quadruped-segmental-control-mistake = Gripping the belly hard and freezing the breath.
exercise-quadruped-segmental-control-why = It teaches where the comfortable middle is and how little effort is needed to stay there.
exercise-quadruped-segmental-control-micro-range-1 = Make the move smaller, so that only the low back moves
exercise-quadruped-segmental-control-micro-stability-1 = Lift one hand a centimetre while you hold neutral
exercise-quadruped-segmental-control-micro-tempo-1 = Stay in neutral for two breaths
exercise-quadruped-segmental-control-micro-context-1 = Find the same neutral when leaning over a sink

# bird_dog_leg_only
exercise-bird-dog-leg-only-name = Bird dog, leg reach only
exercise-bird-dog-leg-only-step-1 = Kneel on all fours with a light brace.
exercise-bird-dog-leg-only-step-2 = Slide one leg straight back along the floor.
exercise-bird-dog-leg-only-step-3 = Lift it level with the hip and hold.
exercise-bird-dog-leg-only-step-4 = Return and change side.
exercise-bird-dog-leg-only-cue-1 = Reach long through the heel
exercise-bird-dog-leg-only-stop = Stop if the back sags or pain builds.
exercise-bird-dog-leg-only-mistake = Kicking above hip height and arching.
exercise-bird-dog-leg-only-why = Single-leg reaches challenge the back muscles at a low spine load.
exercise-bird-dog-leg-only-micro-range-1 = Lift the toes a hand-width off the floor
exercise-bird-dog-leg-only-micro-range-2 = Lift the leg until it is level with your back
exercise-bird-dog-leg-only-micro-tempo-1 = Hold for 5 s
exercise-bird-dog-leg-only-micro-tempo-2 = Hold for 8 s
exercise-bird-dog-leg-only-micro-load-1 = Push the heel away as if against a wall
exercise-bird-dog-leg-only-micro-stability-1 = Keep a light book flat on your low back
exercise-bird-dog-leg-only-micro-stability-2 = Lift the toes of the other foot off the floor
exercise-bird-dog-leg-only-micro-context-1 = Keep the same steady back when you wipe the floor
exercise-bird-dog-leg-only-micro-context-2 = Keep the same steady back when you reach under a bed

# bird_dog
exercise-bird-dog-name = Bird dog
exercise-bird-dog-step-1 = Set up square on all fours with a light brace.
exercise-bird-dog-step-2 = Reach one leg back and the opposite arm forward.
exercise-bird-dog-step-3 = Push long through the heel while the pelvis stays level.
exercise-bird-dog-step-4 = Lower both and change sides.
exercise-bird-dog-cue-1 = Long, not high
exercise-bird-dog-cue-2 = Pelvis level like a table
exercise-bird-dog-stop = End the set if pain starts to build or the trunk tips.
exercise-bird-dog-mistake = Lifting the limbs too high so the low back arches or twists.
exercise-bird-dog-why = It trains the back, buttock and deep trunk muscles together while the spine stays still.
exercise-bird-dog-micro-range-1 = Lift the foot until it is level with your back
exercise-bird-dog-micro-range-2 = Lift hand and foot until both are level with your back
exercise-bird-dog-micro-tempo-1 = Hold each reach for 5 s
exercise-bird-dog-micro-tempo-2 = Hold each reach for 8 s
exercise-bird-dog-micro-load-1 = Push the heel away as if against a wall
exercise-bird-dog-micro-stability-1 = Draw small squares with your hand
exercise-bird-dog-micro-stability-2 = Draw small squares with hand and foot
exercise-bird-dog-micro-context-1 = Use the same steady back when you reach into a low cupboard
exercise-bird-dog-micro-context-2 = Use the same steady back when you kneel to garden or clean

# bird_dog_breathing
exercise-bird-dog-breathing-name = Bird dog with controlled breathing
exercise-bird-dog-breathing-step-1 = Set up and reach as in a bird dog.
exercise-bird-dog-breathing-step-2 = Breathe in for 4 without moving the trunk.
exercise-bird-dog-breathing-step-3 = Breathe out for 6 and grow longer.
exercise-bird-dog-breathing-step-4 = Return on the next breath in and change sides.
exercise-bird-dog-breathing-cue-1 = Breath moves, spine stays
exercise-bird-dog-breathing-stop = Stop if you must hold your breath to stay steady.
exercise-bird-dog-breathing-mistake = Sagging on the breath in.
exercise-bird-dog-breathing-why = Breathing under control stops over-bracing and makes the support usable in daily tasks.
exercise-bird-dog-breathing-micro-tempo-1 = Take two breaths in each hold
exercise-bird-dog-breathing-micro-tempo-2 = Take three breaths in each hold
exercise-bird-dog-breathing-micro-load-1 = Push the heel away as if against a wall
exercise-bird-dog-breathing-micro-range-1 = Lift the foot until it is level with your back
exercise-bird-dog-breathing-micro-range-2 = Lift hand and foot until both are level with your back
exercise-bird-dog-breathing-micro-stability-1 = Lift the supporting toes off the floor
exercise-bird-dog-breathing-micro-stability-2 = Draw one small circle with the hand in each breath
exercise-bird-dog-breathing-micro-context-1 = Breathe the same way in the first seconds of a lift
exercise-bird-dog-breathing-micro-context-2 = Breathe the same way while you carry something

# incline_plank
exercise-incline-plank-name = Incline plank on wall or worktop
exercise-incline-plank-step-1 = Place your forearms or hands on a wall or worktop.
exercise-incline-plank-step-2 = Walk your feet back until the body is one straight line.
exercise-incline-plank-step-3 = Tuck the pelvis slightly and brace lightly.
exercise-incline-plank-step-4 = Hold while breathing, then walk in.
exercise-incline-plank-cue-1 = Zip ribs to pelvis
exercise-incline-plank-stop = Stop if the low back sags or the wrists hurt.
exercise-incline-plank-mistake = Letting the hips sag towards the wall.
exercise-incline-plank-why = It gives the front trunk muscles a first taste of resisting arch at low load.
exercise-incline-plank-micro-range-1 = Step your feet a foot-length further back
exercise-incline-plank-micro-range-2 = Use a table instead of the wall
exercise-incline-plank-micro-tempo-1 = Hold each one longer, up to 20 s
exercise-incline-plank-micro-tempo-2 = Hold each one longer, up to 30 s
exercise-incline-plank-micro-load-1 = Push the floor away with your hands all the time
exercise-incline-plank-micro-stability-1 = Lift one heel at a time
exercise-incline-plank-micro-stability-2 = Lift one whole foot for 2 s at a time
exercise-incline-plank-micro-context-1 = Do it against the kitchen worktop
exercise-incline-plank-micro-context-2 = Do it against the worktop with one hand, for a moment at a time

# forearm_plank
exercise-forearm-plank-name = Forearm plank (front bridge)
exercise-forearm-plank-step-1 = Lie face down with elbows under the shoulders.
exercise-forearm-plank-step-2 = Tuck the pelvis and lift to one straight line.
exercise-forearm-plank-step-3 = Breathe quietly and hold.
exercise-forearm-plank-step-4 = Lower before the back sags.
exercise-forearm-plank-cue-1 = Short strong holds beat long sagging ones
exercise-forearm-plank-stop = Stop if you feel the low back more than the belly.
exercise-forearm-plank-mistake = Letting the hips drop while holding the breath.
exercise-forearm-plank-why = It builds endurance against arching, and short holds keep quality high.
exercise-forearm-plank-micro-range-1 = Put your knees a foot-length further back
exercise-forearm-plank-micro-range-2 = Straighten both legs and hold on your toes
exercise-forearm-plank-micro-tempo-1 = Hold each one longer, up to 25 s
exercise-forearm-plank-micro-tempo-2 = Hold each one longer, up to 30 s
exercise-forearm-plank-micro-load-1 = Pull your elbows towards your toes without moving
exercise-forearm-plank-micro-stability-1 = Lift one foot for 2 s at a time
exercise-forearm-plank-micro-stability-2 = Rock forward and back by two centimetres
exercise-forearm-plank-micro-context-1 = Hold the same firm middle when you push a heavy door
exercise-forearm-plank-micro-context-2 = Hold the same firm middle when you push a trolley or a pram

# stability_ball_plank
exercise-stability-ball-plank-name = Anti-extension bridge on a stability ball (ball plank)
exercise-stability-ball-plank-step-1 = Kneel behind the ball and place both forearms on it.
exercise-stability-ball-plank-step-2 = Walk back until the body is straight from head to knees or toes.
exercise-stability-ball-plank-step-3 = Press the forearms down and tuck the pelvis slightly.
exercise-stability-ball-plank-step-4 = Hold while breathing, then kneel back.
exercise-stability-ball-plank-cue-1 = Ribs tucked, ball still
exercise-stability-ball-plank-stop = Stop if the low back sags or the ball runs away.
exercise-stability-ball-plank-mistake = Trying it before a steady 20-30 s floor plank.
exercise-stability-ball-plank-why = The unstable base asks for quick small corrections against arching; it is a progression, not proven better than the floor.
exercise-stability-ball-plank-micro-range-1 = Roll the ball forward by two centimetres
exercise-stability-ball-plank-micro-range-2 = Roll the ball forward by a hand-width
exercise-stability-ball-plank-micro-tempo-1 = Hold each one longer, up to 15 s
exercise-stability-ball-plank-micro-tempo-2 = Hold each one longer, up to 20 s
exercise-stability-ball-plank-micro-load-1 = Pull your elbows towards your knees without moving
exercise-stability-ball-plank-micro-stability-1 = Hold on your toes instead of your knees
exercise-stability-ball-plank-micro-stability-2 = Stir two small circles each way
exercise-stability-ball-plank-micro-context-1 = Keep the same firm middle when you carry a wobbly load
exercise-stability-ball-plank-micro-context-2 = Keep the same firm middle when you lift a bag to a shelf

# ball_bridge
exercise-ball-bridge-name = Glute bridge with feet on a stability ball
exercise-ball-bridge-step-1 = Lie on your back with calves on the ball and arms wide.
exercise-ball-bridge-step-2 = Brace lightly and tuck the pelvis a little.
exercise-ball-bridge-step-3 = Lift the hips until shoulders, hips and knees line up.
exercise-ball-bridge-step-4 = Hold still for 2 seconds and lower slowly.
exercise-ball-bridge-cue-1 = Quiet ball
exercise-ball-bridge-stop = Stop if the hamstrings cramp or the back arches.
exercise-ball-bridge-mistake = Lifting high by arching the low back.
exercise-ball-bridge-why = It is the lying reading of an unstable anti-extension bridge and trains hips and trunk to share the work.
exercise-ball-bridge-micro-range-1 = Put the ball under your calves
exercise-ball-bridge-micro-range-2 = Put the ball under your heels
exercise-ball-bridge-micro-tempo-1 = Lower for 4 s
exercise-ball-bridge-micro-tempo-2 = Stay up 4 s and lower for 5 s
exercise-ball-bridge-micro-load-1 = Press both heels into the ball all the time
exercise-ball-bridge-micro-stability-1 = Put your arms close to your sides
exercise-ball-bridge-micro-stability-2 = Cross your arms on your chest
exercise-ball-bridge-micro-context-1 = Push with the hips the same way when you get up from a low chair
exercise-ball-bridge-micro-context-2 = Push with the hips the same way when you climb stairs

# eccentric_lean_back
exercise-eccentric-lean-back-name = Eccentric lean-back in sitting (slow lowering)
exercise-eccentric-lean-back-step-1 = Sit on the front half of a stable chair with arms crossed.
exercise-eccentric-lean-back-step-2 = Brace lightly and keep the spine long.
exercise-eccentric-lean-back-step-3 = Lean back from the hips over 5 seconds.
exercise-eccentric-lean-back-step-4 = Come back to upright and breathe.
exercise-eccentric-lean-back-cue-1 = Lower slower than you want to
exercise-eccentric-lean-back-stop = Stop if the low back rounds or pain increases.
exercise-eccentric-lean-back-mistake = Collapsing into the backrest instead of controlling the descent.
exercise-eccentric-lean-back-why = Slow lowering trains the trunk to control load as it lengthens; soreness the next day is normal, lasting pain is not.
exercise-eccentric-lean-back-micro-range-1 = Lean back a hand-width further
exercise-eccentric-lean-back-micro-range-2 = Lean back two hand-widths further
exercise-eccentric-lean-back-micro-tempo-1 = Go back over 6 s
exercise-eccentric-lean-back-micro-tempo-2 = Go back over 8 s
exercise-eccentric-lean-back-micro-load-1 = Cross your arms on your chest
exercise-eccentric-lean-back-micro-stability-1 = Put your feet close together
exercise-eccentric-lean-back-micro-stability-2 = Lift one heel
exercise-eccentric-lean-back-micro-context-1 = Use the same slow control when you sit down on the sofa
exercise-eccentric-lean-back-micro-context-2 = Use the same slow control when you lie down in bed

# single_leg_stance
exercise-single-leg-stance-name = Single-leg stance
exercise-single-leg-stance-step-1 = Stand near a worktop with fingertips ready.
exercise-single-leg-stance-step-2 = Shift your weight to one foot.
exercise-single-leg-stance-step-3 = Lift the other foot a few centimetres.
exercise-single-leg-stance-step-4 = Keep the pelvis level, hold, then change side.
exercise-single-leg-stance-cue-1 = Tall through the standing hip
exercise-single-leg-stance-stop = Stop if you wobble without support within reach.
exercise-single-leg-stance-mistake = Dropping the opposite hip or locking the knee.
exercise-single-leg-stance-why = Level hips on one leg are the base for stairs, walking and one-leg hinges.
exercise-single-leg-stance-micro-stability-1 = Touch the support with your fingertips only
exercise-single-leg-stance-micro-range-1 = Raise the free knee higher
exercise-single-leg-stance-micro-load-1 = Hold a bag on one side
exercise-single-leg-stance-micro-context-1 = Stand on one leg while brushing your teeth


## Block strength

# glute_bridge
exercise-glute-bridge-name = Bodyweight glute bridge
exercise-glute-bridge-step-1 = Lie on your back with both knees bent and arms resting on the floor.
exercise-glute-bridge-step-2 = Press both feet down and raise the hips to a height that feels easy.
exercise-glute-bridge-step-3 = Pause for a second with the back in its easy middle.
exercise-glute-bridge-step-4 = Come down slowly, one breath long.
exercise-glute-bridge-cue-1 = Push the floor away
exercise-glute-bridge-cue-2 = Squeeze the buttocks, not the back
exercise-glute-bridge-stop = End the set at the first sign of pain or if a hamstring cramps.
exercise-glute-bridge-mistake = Arching the low back to get higher.
exercise-glute-bridge-why = The floor supports the back, so the buttocks can work without the spine having to bend or arch.
exercise-glute-bridge-micro-range-1 = Lift a little higher than last week, still with ease
exercise-glute-bridge-micro-range-2 = Lift until knees, hips and shoulders make one line
exercise-glute-bridge-micro-tempo-1 = Lower over 4 s
exercise-glute-bridge-micro-tempo-2 = Stay up 3 s and lower over 5 s
exercise-glute-bridge-micro-stability-1 = Lift the toes, so that only the heels press
exercise-glute-bridge-micro-stability-2 = Cross your arms on your chest as well
exercise-glute-bridge-micro-context-1 = Use the same hip push when you stand up from a chair
exercise-glute-bridge-micro-context-2 = Use the same hip push when you get up from a low sofa
exercise-glute-bridge-micro-load-1 = Push both heels into the floor all the way up

# glute_bridge_march
exercise-glute-bridge-march-name = Glute bridge march
exercise-glute-bridge-march-step-1 = Lift into a glute bridge and hold it.
exercise-glute-bridge-march-step-2 = Shift your weight to one foot without tilting the pelvis.
exercise-glute-bridge-march-step-3 = Lift the other foot a little.
exercise-glute-bridge-march-step-4 = Place it down quietly and change side.
exercise-glute-bridge-march-cue-1 = Hip bones stay level
exercise-glute-bridge-march-stop = Stop if the pelvis drops or the back grips.
exercise-glute-bridge-march-mistake = Letting the free side of the pelvis sink.
exercise-glute-bridge-march-why = Going from two supports to one tests control of the pelvis before full single-leg work.
exercise-glute-bridge-march-micro-range-1 = Lift the foot until the shin is level
exercise-glute-bridge-march-micro-tempo-1 = Hold each lift for 3 s
exercise-glute-bridge-march-micro-stability-1 = Cross the arms over the chest
exercise-glute-bridge-march-micro-load-1 = Loop a band round the feet

# single_leg_bridge
exercise-single-leg-bridge-name = Single-leg glute bridge
exercise-single-leg-bridge-step-1 = Lie on your back with one foot flat and the other leg lifted.
exercise-single-leg-bridge-step-2 = Push through the heel and lift the hips level.
exercise-single-leg-bridge-step-3 = Pause for a second.
exercise-single-leg-bridge-step-4 = Lower slowly; finish the side, then change.
exercise-single-leg-bridge-cue-1 = Level pelvis, long waist
exercise-single-leg-bridge-stop = Stop if the working hamstring cramps or the SI area hurts.
exercise-single-leg-bridge-mistake = Twisting the pelvis towards the free leg.
exercise-single-leg-bridge-why = It loads one hip heavily without any weights and evens out side-to-side strength.
exercise-single-leg-bridge-micro-range-1 = Lift the free foot a hand-width off the floor
exercise-single-leg-bridge-micro-range-2 = Keep the free leg straight, in line with the other thigh
exercise-single-leg-bridge-micro-tempo-1 = Lower over 4 s
exercise-single-leg-bridge-micro-tempo-2 = Stay up 3 s and lower over 5 s
exercise-single-leg-bridge-micro-stability-1 = Cross your arms on your chest
exercise-single-leg-bridge-micro-stability-2 = Lift the toes as well, so that only the heel presses
exercise-single-leg-bridge-micro-context-1 = Push the same way on the first three stairs you climb
exercise-single-leg-bridge-micro-context-2 = Push the same way on a whole flight of stairs
exercise-single-leg-bridge-load = Rest the load across your hips

# wall_hip_hinge
exercise-wall-hip-hinge-name = Wall-tap hip hinge
exercise-wall-hip-hinge-step-1 = Stand a foot-length in front of a wall with soft knees.
exercise-wall-hip-hinge-step-2 = Slide your hands down your thighs.
exercise-wall-hip-hinge-step-3 = Push the hips back until they touch the wall.
exercise-wall-hip-hinge-step-4 = Drive the hips forward to stand tall.
exercise-wall-hip-hinge-cue-1 = Close the car door with your hips
exercise-wall-hip-hinge-stop = Stop if bending brings on leg symptoms.
exercise-wall-hip-hinge-mistake = Squatting down instead of reaching back.
exercise-wall-hip-hinge-why = The wall gives a target, so bending becomes a hip movement that feels safe.
exercise-wall-hip-hinge-micro-range-1 = Stand two centimetres further from the wall
exercise-wall-hip-hinge-micro-range-2 = Stand a hand-width further from the wall
exercise-wall-hip-hinge-micro-stability-1 = Stand with your feet close together
exercise-wall-hip-hinge-micro-stability-2 = Stand with one foot a foot-length back
exercise-wall-hip-hinge-micro-tempo-1 = Go back for 4 s
exercise-wall-hip-hinge-micro-tempo-2 = Go back for 4 s and stay 3 s
exercise-wall-hip-hinge-micro-tempo-3 = Go back for 5 s and stay 4 s
exercise-wall-hip-hinge-micro-context-1 = Do the same move to close a low drawer
exercise-wall-hip-hinge-micro-context-2 = Do the same move to load a dishwasher or a washing machine

# hip_hinge
exercise-hip-hinge-name = Hip hinge
exercise-hip-hinge-step-1 = Stand with feet hip-width and soft knees.
exercise-hip-hinge-step-2 = Push the hips back and let the chest tip forward.
exercise-hip-hinge-step-3 = Stop when the hamstrings feel stretched and the back is still long.
exercise-hip-hinge-step-4 = Push the floor away and stand tall.
exercise-hip-hinge-cue-1 = Hips back, chest long
exercise-hip-hinge-cue-2 = Weight across the whole foot
exercise-hip-hinge-stop = Stop if the back grips or leg symptoms start.
exercise-hip-hinge-mistake = Bending the knees more and more, or rounding to reach lower.
exercise-hip-hinge-why = Hinging shares a bend between hips and back and prepares you to lift.
exercise-hip-hinge-micro-range-1 = Let your hands go down to your knees
exercise-hip-hinge-micro-range-2 = Let your hands go down to the middle of your shins
exercise-hip-hinge-micro-tempo-1 = Go down for 4 s
exercise-hip-hinge-micro-tempo-2 = Go down for 5 s and stay 2 s
exercise-hip-hinge-micro-stability-1 = Stand with your feet close together
exercise-hip-hinge-micro-stability-2 = Stand with one foot a foot-length back
exercise-hip-hinge-micro-context-1 = Hinge like this each time you brush your teeth
exercise-hip-hinge-micro-context-2 = Hinge like this when you make the bed or pick up the laundry
exercise-hip-hinge-load = Hug the load to your chest

# kettlebell_deadlift
exercise-kettlebell-deadlift-name = Kettlebell deadlift
exercise-kettlebell-deadlift-step-1 = Stand with feet hip-width and the kettlebell between your ankles.
exercise-kettlebell-deadlift-step-2 = Hinge, bend the knees a little and grip with a long flat back.
exercise-kettlebell-deadlift-step-3 = Push the floor away and stand tall with the weight close.
exercise-kettlebell-deadlift-step-4 = Hinge down again until the bell just kisses the floor.
exercise-kettlebell-deadlift-cue-1 = Long neck, eyes on a spot two metres away
exercise-kettlebell-deadlift-cue-2 = Power comes from legs and buttocks
exercise-kettlebell-deadlift-stop = Stop if pain rises above mild, the back rounds with fatigue, or leg symptoms start.
exercise-kettlebell-deadlift-mistake = Starting with the hips too low or letting the bell drift forward.
exercise-kettlebell-deadlift-why = It builds whole-body lifting strength; people with low pain and fair back endurance gain most from it.
exercise-kettlebell-deadlift-micro-tempo-1 = Lower for 4 s
exercise-kettlebell-deadlift-micro-tempo-2 = Lower for 5 s and stay 2 s just above the floor
exercise-kettlebell-deadlift-micro-range-1 = Start with the weight a hand-width lower than before
exercise-kettlebell-deadlift-micro-range-2 = Start with the weight on the floor
exercise-kettlebell-deadlift-micro-stability-1 = Stand with your feet close together
exercise-kettlebell-deadlift-micro-stability-2 = Stand with one foot half a foot-length back
exercise-kettlebell-deadlift-micro-context-1 = Do the last two with a shopping bag of the same weight
exercise-kettlebell-deadlift-micro-context-2 = Do the last two with a suitcase of the same weight
exercise-kettlebell-deadlift-load = Hold the load in both hands, close to your legs

# band_deadlift
exercise-band-deadlift-name = Band deadlift
exercise-band-deadlift-step-1 = Stand on the middle of a band and hold both ends.
exercise-band-deadlift-step-2 = Hinge at the hips with a long back.
exercise-band-deadlift-step-3 = Stand up against the band and squeeze the buttocks.
exercise-band-deadlift-step-4 = Hinge back slowly and keep tension.
exercise-band-deadlift-cue-1 = Slow down is half of the work
exercise-band-deadlift-stop = Stop if the band pulls you into rounding or pain rises.
exercise-band-deadlift-mistake = Letting the band snap you down.
exercise-band-deadlift-why = It loads the hinge most near standing, where the back is strongest, and needs no heavy equipment.
exercise-band-deadlift-micro-load-1 = Hold the band one hand-width shorter
exercise-band-deadlift-micro-load-2 = Hold the band two hand-widths shorter
exercise-band-deadlift-micro-tempo-1 = Go down for 4 s against the band
exercise-band-deadlift-micro-tempo-2 = Go down for 5 s and stay 2 s
exercise-band-deadlift-micro-range-1 = Let your hands go down to your knees
exercise-band-deadlift-micro-range-2 = Let your hands go down to the middle of your shins
exercise-band-deadlift-micro-stability-1 = Stand with your feet close together
exercise-band-deadlift-micro-stability-2 = Stand with one foot a foot-length back
exercise-band-deadlift-micro-context-1 = After the set, lift a laundry basket once in the same way
exercise-band-deadlift-micro-context-2 = After the set, lift a full shopping bag once in the same way

# kickstand_deadlift
exercise-kickstand-deadlift-name = Kickstand (staggered) deadlift
exercise-kickstand-deadlift-step-1 = Stand with one foot forward and the back toes down as a prop.
exercise-kickstand-deadlift-step-2 = Keep most weight on the front foot.
exercise-kickstand-deadlift-step-3 = Hinge back over the front hip.
exercise-kickstand-deadlift-step-4 = Stand tall; finish the side, then change.
exercise-kickstand-deadlift-cue-1 = Square hips like headlights
exercise-kickstand-deadlift-stop = Stop if you lose balance or the back grips.
exercise-kickstand-deadlift-mistake = Opening the hips to the side.
exercise-kickstand-deadlift-why = It bridges from two-leg to one-leg strength in a steady position.
exercise-kickstand-deadlift-micro-stability-1 = Rest only the back toes on the floor
exercise-kickstand-deadlift-micro-stability-2 = Lift the back toes off the floor for the last two
exercise-kickstand-deadlift-micro-tempo-1 = Go down for 4 s
exercise-kickstand-deadlift-micro-tempo-2 = Go down for 5 s and stay 2 s
exercise-kickstand-deadlift-micro-range-1 = Let your hands go down to your knee
exercise-kickstand-deadlift-micro-range-2 = Let your hands go down to the middle of your shin
exercise-kickstand-deadlift-micro-context-1 = Reach into a low cupboard in the same way
exercise-kickstand-deadlift-micro-context-2 = Reach into a car boot in the same way
exercise-kickstand-deadlift-load = Hold the load in the hand on the side of the back foot

# single_leg_deadlift_band
exercise-single-leg-deadlift-band-name = Single-leg deadlift with resistance band
exercise-single-leg-deadlift-band-step-1 = Stand on one foot with the band under it and the end in the opposite hand.
exercise-single-leg-deadlift-band-step-2 = Soften the knee and hinge while the free leg reaches back.
exercise-single-leg-deadlift-band-step-3 = Keep hips square and back long.
exercise-single-leg-deadlift-band-step-4 = Stand up against the band; finish the side, then change.
exercise-single-leg-deadlift-band-cue-1 = Head to heel moves as one plank
exercise-single-leg-deadlift-band-stop = Stop if you cannot keep balance near a support or pain rises.
exercise-single-leg-deadlift-band-mistake = Twisting the pelvis open and rounding to reach down.
exercise-single-leg-deadlift-band-why = It combines hip strength, balance and trunk control, one side at a time.
exercise-single-leg-deadlift-band-micro-load-1 = Hold the band one hand-width shorter
exercise-single-leg-deadlift-band-micro-load-2 = Hold the band two hand-widths shorter
exercise-single-leg-deadlift-band-micro-tempo-1 = Go down for 4 s
exercise-single-leg-deadlift-band-micro-tempo-2 = Go down for 5 s and stay 2 s
exercise-single-leg-deadlift-band-micro-stability-1 = Touch the wall with your fingertips only
exercise-single-leg-deadlift-band-micro-stability-2 = Do it without the wall, near enough to reach it
exercise-single-leg-deadlift-band-micro-range-1 = Tip forward a third of the way to level
exercise-single-leg-deadlift-band-micro-range-2 = Tip forward two thirds of the way to level
exercise-single-leg-deadlift-band-micro-context-1 = Pick up a light thing from a chair in the same way
exercise-single-leg-deadlift-band-micro-context-2 = Pick up a light thing from the floor in the same way

# box_squat
exercise-box-squat-name = Box squat to a chair
exercise-box-squat-step-1 = Stand in front of a stable chair with feet hip-width.
exercise-box-squat-step-2 = Reach the hips back and bend the knees.
exercise-box-squat-step-3 = Touch the seat lightly without collapsing.
exercise-box-squat-step-4 = Push the floor away and stand tall.
exercise-box-squat-cue-1 = Knees follow the toes
exercise-box-squat-stop = Stop if knee or back pain climbs above mild.
exercise-box-squat-mistake = Dropping onto the seat.
exercise-box-squat-why = Leg strength spares the back in rising, lifting and stairs.
exercise-box-squat-micro-range-1 = Take one cushion off the seat
exercise-box-squat-micro-range-2 = Sit down to the bare seat
exercise-box-squat-micro-tempo-1 = Sit down over 4 s
exercise-box-squat-micro-tempo-2 = Sit down over 5 s and hover 2 s above the seat
exercise-box-squat-micro-stability-1 = Stand with your feet close together
exercise-box-squat-micro-stability-2 = Stand with one foot half a foot-length forward
exercise-box-squat-micro-context-1 = Sit down like this on a kitchen chair at each meal
exercise-box-squat-micro-context-2 = Sit down like this on every seat you meet today
exercise-box-squat-load = Hug the load to your chest

# goblet_squat
exercise-goblet-squat-name = Goblet squat
exercise-goblet-squat-step-1 = Hold the weight against your chest.
exercise-goblet-squat-step-2 = Stand with feet a little wider than hips.
exercise-goblet-squat-step-3 = Sit down between the heels with a long back.
exercise-goblet-squat-step-4 = Drive up and breathe out.
exercise-goblet-squat-cue-1 = Elbows inside knees
exercise-goblet-squat-stop = Stop if the pelvis tucks under with pain or the knees hurt.
exercise-goblet-squat-mistake = Letting the chest fall forward.
exercise-goblet-squat-why = The front load makes it easier to stay upright while legs and trunk get strong.
exercise-goblet-squat-micro-tempo-1 = Go down over 4 s
exercise-goblet-squat-micro-tempo-2 = Go down over 4 s and stay 3 s at the bottom
exercise-goblet-squat-micro-range-1 = Go down two centimetres lower
exercise-goblet-squat-micro-range-2 = Go down a hand-width lower
exercise-goblet-squat-micro-stability-1 = Stand with your feet close together
exercise-goblet-squat-micro-stability-2 = Stand with one foot half a foot-length forward
exercise-goblet-squat-micro-context-1 = Squat like this to a low shelf
exercise-goblet-squat-micro-context-2 = Squat like this to pick up a box
exercise-goblet-squat-load = Hold the load in front of your chest

# farmer_carry
exercise-farmer-carry-name = Farmer carry
exercise-farmer-carry-step-1 = Pick up two equal weights with a hinge.
exercise-farmer-carry-step-2 = Stand tall with shoulders relaxed.
exercise-farmer-carry-step-3 = Walk with short, quiet steps.
exercise-farmer-carry-step-4 = Turn with small steps and set the weights down with a hinge.
exercise-farmer-carry-cue-1 = Tall neck, quiet ribs
exercise-farmer-carry-stop = Stop if grip or posture fails or leg symptoms begin.
exercise-farmer-carry-mistake = Shrugging and leaning back.
exercise-farmer-carry-why = It is a simple way to load the trunk while walking.
exercise-farmer-carry-micro-tempo-1 = Walk for 10 s longer
exercise-farmer-carry-micro-tempo-2 = Walk for 20 s longer
exercise-farmer-carry-micro-range-1 = Take slightly longer steps
exercise-farmer-carry-micro-range-2 = Turn round at each end without putting the load down
exercise-farmer-carry-micro-stability-1 = Walk along a line
exercise-farmer-carry-micro-stability-2 = Walk along a line and stop on one leg for a moment
exercise-farmer-carry-micro-context-1 = Carry the shopping home in two equal bags
exercise-farmer-carry-micro-context-2 = Carry two equal bags up a flight of stairs
exercise-farmer-carry-load = Share the load between both hands

# suitcase_carry
exercise-suitcase-carry-name = Suitcase carry
exercise-suitcase-carry-step-1 = Hinge and pick up one weight at your side.
exercise-suitcase-carry-step-2 = Stand tall and level the shoulders.
exercise-suitcase-carry-step-3 = Walk without leaning either way.
exercise-suitcase-carry-step-4 = Set it down with a hinge and change hand.
exercise-suitcase-carry-cue-1 = Be a post, not a tower of Pisa
exercise-suitcase-carry-stop = Stop if you must lean or one side of the back hurts.
exercise-suitcase-carry-mistake = Leaning away from the weight.
exercise-suitcase-carry-why = The side muscles resist bending, just as they must with luggage.
exercise-suitcase-carry-micro-tempo-1 = Walk for 5 s longer
exercise-suitcase-carry-micro-tempo-2 = Walk for 10 s longer
exercise-suitcase-carry-micro-range-1 = Take slightly longer steps
exercise-suitcase-carry-micro-range-2 = Turn round at each end without putting the load down
exercise-suitcase-carry-micro-stability-1 = Walk along a line
exercise-suitcase-carry-micro-stability-2 = March on the spot with high knees
exercise-suitcase-carry-micro-context-1 = Carry a real suitcase through a doorway
exercise-suitcase-carry-micro-context-2 = Carry a real suitcase up a few stairs
exercise-suitcase-carry-load = Carry the load in one hand and stay tall

# pallof_press
exercise-pallof-press-name = Pallof press (band anti-rotation)
exercise-pallof-press-step-1 = Fix a band at chest height and stand side-on to it.
exercise-pallof-press-step-2 = Hold it at your breastbone with both hands.
exercise-pallof-press-step-3 = Press straight out and resist the pull for 3 seconds.
exercise-pallof-press-step-4 = Bring it back; finish the side, then turn round.
exercise-pallof-press-cue-1 = Zip stays facing forward
exercise-pallof-press-stop = Stop if the trunk twists or pain rises.
exercise-pallof-press-mistake = Standing so far away that the band wins.
exercise-pallof-press-why = The trunk learns to hold still against a twist before it produces one.
exercise-pallof-press-micro-load-1 = Stand half a step further away
exercise-pallof-press-micro-load-2 = Stand one step further away
exercise-pallof-press-micro-tempo-1 = Hold the press for 5 s
exercise-pallof-press-micro-tempo-2 = Press for 3 s and hold for 6 s
exercise-pallof-press-micro-range-1 = Press until your arms are straight
exercise-pallof-press-micro-range-2 = Press and then raise your hands to eye level
exercise-pallof-press-micro-stability-1 = Stand with your feet close together
exercise-pallof-press-micro-stability-2 = Stand with one foot right in front of the other
exercise-pallof-press-micro-context-1 = Keep the same still middle when you hold a lead or a hose
exercise-pallof-press-micro-context-2 = Keep the same still middle when you open a heavy window

# band_rotation
exercise-band-rotation-name = Standing band rotation (loaded spinal rotation)
exercise-band-rotation-step-1 = Fix a band at chest height and stand side-on with long arms.
exercise-band-rotation-step-2 = Turn chest and hips together away from the anchor.
exercise-band-rotation-step-3 = Let the back heel lift and pivot.
exercise-band-rotation-step-4 = Return slowly under control; finish the side, then turn round.
exercise-band-rotation-cue-1 = Belt and breastbone travel together
exercise-band-rotation-stop = Stop if you feel a pinch, catch or leg symptoms.
exercise-band-rotation-mistake = Locking the hips and twisting only the low back.
exercise-band-rotation-why = Everyday life turns under load, so the back should meet it gradually.
exercise-band-rotation-micro-load-1 = Stand half a step further away
exercise-band-rotation-micro-load-2 = Stand one step further away
exercise-band-rotation-micro-tempo-1 = Return for 4 s
exercise-band-rotation-micro-tempo-2 = Turn for 3 s and return for 5 s
exercise-band-rotation-micro-range-1 = Turn half way to the side
exercise-band-rotation-micro-range-2 = Turn until your hands are beside you
exercise-band-rotation-micro-stability-1 = Stand with your feet close together
exercise-band-rotation-micro-stability-2 = Kneel on one knee
exercise-band-rotation-micro-context-1 = Pass a bag from one side to the other in the same way
exercise-band-rotation-micro-context-2 = Put a bag on a shelf at your side in the same way

# prone_back_extension
exercise-prone-back-extension-name = Prone chest lift (back extension)
exercise-prone-back-extension-step-1 = Lie face down with a folded towel under the belly and arms by your sides.
exercise-prone-back-extension-step-2 = Draw the shoulder blades back and lengthen the neck.
exercise-prone-back-extension-step-3 = Lift the chest a few centimetres.
exercise-prone-back-extension-step-4 = Hold 3 seconds and lower slowly.
exercise-prone-back-extension-cue-1 = Long, not high
exercise-prone-back-extension-stop = Stop if the low back pinches or symptoms reach the leg.
exercise-prone-back-extension-mistake = Throwing the head back and lifting legs and arms together.
exercise-prone-back-extension-why = It builds back muscle endurance; a small lift is enough because big arches raise spine load.
exercise-prone-back-extension-micro-range-1 = Lift two centimetres higher
exercise-prone-back-extension-micro-tempo-1 = Hold for 5 s
exercise-prone-back-extension-micro-load-1 = Move the arms from the sides to beside the ears
exercise-prone-back-extension-micro-stability-1 = Lift with your hands off the floor

# eccentric_back_extension
exercise-eccentric-back-extension-name = Eccentric back extension over a stability ball
exercise-eccentric-back-extension-step-1 = Kneel behind the ball, lay hips and belly on it and brace feet against a wall.
exercise-eccentric-back-extension-step-2 = Rise to a straight line from head to hips.
exercise-eccentric-back-extension-step-3 = Lower the chest over the ball for 5 seconds.
exercise-eccentric-back-extension-step-4 = Come back up without passing the straight line.
exercise-eccentric-back-extension-cue-1 = Up to neutral, never beyond
exercise-eccentric-back-extension-stop = Stop if pain rises above mild or lasts more than a day.
exercise-eccentric-back-extension-mistake = Swinging up and over-arching.
exercise-eccentric-back-extension-why = Slow lengthening builds capacity in the back extensors; expect some muscle soreness early on.
exercise-eccentric-back-extension-micro-tempo-1 = Lower over 6 s
exercise-eccentric-back-extension-micro-range-1 = Lower two centimetres further
exercise-eccentric-back-extension-micro-load-1 = Hold a light plate to the chest
exercise-eccentric-back-extension-micro-stability-1 = Bring the feet closer together
exercise-eccentric-back-extension-micro-context-1 = Use the same slow lowering when setting a box down

# band_row
exercise-band-row-name = Band row
exercise-band-row-step-1 = Fix a band at chest height and sit or stand tall facing it.
exercise-band-row-step-2 = Pull the elbows back beside the ribs.
exercise-band-row-step-3 = Pause as the shoulder blades meet.
exercise-band-row-step-4 = Return slowly without slumping.
exercise-band-row-cue-1 = Proud chest, quiet low back
exercise-band-row-stop = Stop if the shoulder pinches or the neck hurts.
exercise-band-row-mistake = Leaning back to win the pull.
exercise-band-row-why = A stronger upper back makes long sitting and carrying easier.
exercise-band-row-micro-load-1 = Hold the band one hand-width shorter
exercise-band-row-micro-load-2 = Hold the band two hand-widths shorter
exercise-band-row-micro-tempo-1 = Let it go back over 4 s
exercise-band-row-micro-tempo-2 = Hold 3 s at your ribs and let it go back over 4 s
exercise-band-row-micro-range-1 = Step back until the band is tight at the start
exercise-band-row-micro-range-2 = Pull until your hands touch your ribs
exercise-band-row-micro-stability-1 = Stand with one foot in front of the other
exercise-band-row-micro-stability-2 = Stand on one leg for half of the set
exercise-band-row-micro-context-1 = Pull open a heavy door in the same way
exercise-band-row-micro-context-2 = Pull a full drawer or a bin in the same way


## Block integration

# log_roll
exercise-log-roll-name = Log roll in and out of bed
exercise-log-roll-step-1 = Bend your knees and brace lightly.
exercise-log-roll-step-2 = Roll to the side with knees, hips and shoulders together.
exercise-log-roll-step-3 = Drop the feet over the edge and push up with your arms.
exercise-log-roll-step-4 = Reverse the steps to lie down.
exercise-log-roll-cue-1 = Move as one log
exercise-log-roll-stop = Stop and rest on your side if pain spikes; try with more arm help.
exercise-log-roll-mistake = Sitting straight up from lying on the back.
exercise-log-roll-why = It makes the sorest moment of the day easier and shows that moving is possible.
exercise-log-roll-micro-tempo-1 = Do it in one smooth move
exercise-log-roll-micro-stability-1 = Use less help from the arms
exercise-log-roll-micro-context-1 = Do it in bed when you wake up

# sit_to_stand
exercise-sit-to-stand-name = Sit-to-stand
exercise-sit-to-stand-step-1 = Sit near the front edge with feet under your knees.
exercise-sit-to-stand-step-2 = Tip forward from the hips, nose over toes.
exercise-sit-to-stand-step-3 = Push the floor away and stand tall.
exercise-sit-to-stand-step-4 = Hinge back and lower slowly to the seat.
exercise-sit-to-stand-cue-1 = Nose over toes
exercise-sit-to-stand-cue-2 = Sit as if the seat were wet paint
exercise-sit-to-stand-stop = Stop if leg symptoms or knee pain rise.
exercise-sit-to-stand-mistake = Rocking up with a rounded back or dropping down.
exercise-sit-to-stand-why = It is the most repeated strength task of the day and carries over at once.
exercise-sit-to-stand-micro-range-1 = Use a seat one cushion lower
exercise-sit-to-stand-micro-range-2 = Use the lowest firm seat you have
exercise-sit-to-stand-micro-tempo-1 = Sit down over 4 s
exercise-sit-to-stand-micro-tempo-2 = Sit down over 6 s
exercise-sit-to-stand-micro-stability-1 = Cross your arms on your chest
exercise-sit-to-stand-micro-stability-2 = Put one foot half a foot-length forward as well
exercise-sit-to-stand-micro-context-1 = Do it from the sofa
exercise-sit-to-stand-micro-context-2 = Do it from the seat of a car
exercise-sit-to-stand-load = Hug the load to your chest

# step_up
exercise-step-up-name = Step-up onto a low step
exercise-step-up-step-1 = Face a step and place one whole foot on it.
exercise-step-up-step-2 = Lean slightly forward over that foot.
exercise-step-up-step-3 = Push up without pushing off the back leg.
exercise-step-up-step-4 = Lower slowly; finish the side, then change.
exercise-step-up-cue-1 = Knee over second toe
exercise-step-up-stop = Stop if the knee or back hurts above mild.
exercise-step-up-mistake = Pushing off the back foot and hitching the hip.
exercise-step-up-why = It turns hip strength into stair skill.
exercise-step-up-micro-range-1 = Use a step that is 5 cm higher
exercise-step-up-micro-tempo-1 = Lower for 4 s
exercise-step-up-micro-load-1 = Carry a bag on one side
exercise-step-up-micro-stability-1 = Touch the support with your fingertips only

# stair_climbing
exercise-stair-climbing-name = Stair climbing practice
exercise-stair-climbing-step-1 = Stand tall at the foot of the stairs, hand near the rail.
exercise-stair-climbing-step-2 = Lean a little forward from the hips.
exercise-stair-climbing-step-3 = Push through the whole foot on each step.
exercise-stair-climbing-step-4 = Come down slowly, toes first and softly.
exercise-stair-climbing-cue-1 = Quiet feet, tall chest
exercise-stair-climbing-stop = Stop if you feel chest pain, dizziness or spreading leg pain.
exercise-stair-climbing-mistake = Pulling on the rail and twisting the trunk.
exercise-stair-climbing-why = Stairs combine hinge, balance and endurance in a task you meet every day.
exercise-stair-climbing-micro-load-1 = Carry one bag
exercise-stair-climbing-micro-tempo-1 = Go down slowly with quiet feet
exercise-stair-climbing-micro-stability-1 = Hand near the rail but not on it
exercise-stair-climbing-micro-context-1 = Climb one more flight than yesterday at work

# bag_lift
exercise-bag-lift-name = Bag lift from chair height to floor
exercise-bag-lift-step-1 = Put a light bag on a chair and stand close to it.
exercise-bag-lift-step-2 = Hinge and bend the knees a little.
exercise-bag-lift-step-3 = Breathe out, hold the bag close and stand up.
exercise-bag-lift-step-4 = Hinge again and set it down softly.
exercise-bag-lift-cue-1 = Close is light
exercise-bag-lift-stop = Stop if pain rises above mild or runs down the leg.
exercise-bag-lift-mistake = Reaching far away from the body.
exercise-bag-lift-why = It takes the hinge from the mat to the thing you actually lift.
exercise-bag-lift-micro-range-1 = Lift from a low stool
exercise-bag-lift-load = Lift the bag with both hands, close to you
exercise-bag-lift-micro-tempo-1 = Set the bag down over 4 s
exercise-bag-lift-micro-stability-1 = Lift with one hand
exercise-bag-lift-micro-context-1 = Lift a real laundry basket

# suitcase_car_load
exercise-suitcase-car-load-name = Suitcase lift into a car boot
exercise-suitcase-car-load-step-1 = Stand the case beside a chair that acts as the boot.
exercise-suitcase-car-load-step-2 = Hinge, grip and bring the case to your thighs.
exercise-suitcase-car-load-step-3 = Step your feet round to face the chair.
exercise-suitcase-car-load-step-4 = Rest the edge on it and slide the case in; reverse to unload.
exercise-suitcase-car-load-cue-1 = Feet turn first
exercise-suitcase-car-load-stop = Stop if a twist catches or leg pain starts.
exercise-suitcase-car-load-mistake = Twisting with planted feet while reaching far.
exercise-suitcase-car-load-why = It rehearses lifting, turning and placing in small parts before a trip.
exercise-suitcase-car-load-micro-tempo-1 = Set it down over 4 s
exercise-suitcase-car-load-micro-tempo-2 = Set it down over 5 s
exercise-suitcase-car-load-micro-range-1 = Lift it to the height of your hips
exercise-suitcase-car-load-micro-range-2 = Lift it to the height of a car boot
exercise-suitcase-car-load-micro-stability-1 = Turn with small steps, feet close together
exercise-suitcase-car-load-micro-stability-2 = Do it on grass or gravel
exercise-suitcase-car-load-micro-context-1 = Do it in the hallway with your own case
exercise-suitcase-car-load-micro-context-2 = Do it with your own case at the real car
exercise-suitcase-car-load-load = Hold the case with both hands, close to you

# luggage_carry
exercise-luggage-carry-name = Carrying luggage
exercise-luggage-carry-step-1 = Pick up a bag or case with a hinge.
exercise-luggage-carry-step-2 = Stand tall and walk with short steps.
exercise-luggage-carry-step-3 = Swap hands half-way.
exercise-luggage-carry-step-4 = Put it down with a hinge.
exercise-luggage-carry-cue-1 = Walk as if empty-handed
exercise-luggage-carry-stop = Stop if you have to lean or leg symptoms begin.
exercise-luggage-carry-mistake = Carrying on one side only until tired.
exercise-luggage-carry-why = It builds a margin so travel days stay below your limit.
exercise-luggage-carry-micro-tempo-1 = Walk for 10 s longer
exercise-luggage-carry-micro-tempo-2 = Walk for 20 s longer
exercise-luggage-carry-micro-range-1 = Carry it in the hand that feels less sure
exercise-luggage-carry-micro-range-2 = Carry it in front of you with both arms
exercise-luggage-carry-micro-stability-1 = Walk along a line
exercise-luggage-carry-micro-stability-2 = Walk over grass or a slope
exercise-luggage-carry-micro-context-1 = Carry a real bag through a doorway and round a corner
exercise-luggage-carry-micro-context-2 = Carry a real bag up a few stairs
exercise-luggage-carry-load = Carry the load in one hand

# child_lift
exercise-child-lift-name = Lifting a child (half-kneel lift)
exercise-child-lift-step-1 = Kneel on one knee close to a bag that plays the child.
exercise-child-lift-step-2 = Hug it to your chest with a long back.
exercise-child-lift-step-3 = Push through the front foot and stand up.
exercise-child-lift-step-4 = Reverse the steps to put it down; change side next time.
exercise-child-lift-cue-1 = Hug first, then stand
exercise-child-lift-stop = Stop if the knee hurts or the back catches.
exercise-child-lift-mistake = Bending over straight-legged with arms outstretched.
exercise-child-lift-why = Half kneeling brings the load close and lets the legs do the work.
exercise-child-lift-load = Hold the load close to your chest
exercise-child-lift-micro-range-1 = Lift from the floor
exercise-child-lift-micro-stability-1 = Use a half-filled water canister, so that the load moves
exercise-child-lift-micro-context-1 = Lift with a blanket round the load, close to you

# standing_endurance
exercise-standing-endurance-name = Standing endurance for events
exercise-standing-endurance-step-1 = Stand with feet hip-width and weight over the whole foot.
exercise-standing-endurance-step-2 = Soften the knees and let the arms hang.
exercise-standing-endurance-step-3 = Shift your weight slowly side to side every few breaths.
exercise-standing-endurance-step-4 = Every 30 seconds do one small pelvic tilt or heel raise.
exercise-standing-endurance-cue-1 = Standing is small movement, not holding still
exercise-standing-endurance-stop = Stop and sit or bend forward if leg pain or numbness builds.
exercise-standing-endurance-mistake = Locking the knees and hanging on the low back.
exercise-standing-endurance-why = Standing gets easier when you vary it and build time in small steps.
exercise-standing-endurance-micro-tempo-1 = Stand for 30 s longer
exercise-standing-endurance-micro-stability-1 = Stand without resting one foot
exercise-standing-endurance-micro-load-1 = Hold a coat or bag
exercise-standing-endurance-micro-context-1 = Stand like this while you cook

# walking_practice
exercise-walking-practice-name = Walking practice
exercise-walking-practice-step-1 = Start at an easy pace with relaxed arms.
exercise-walking-practice-step-2 = Let the ribs turn gently against the pelvis.
exercise-walking-practice-step-3 = Keep a pace at which you can talk.
exercise-walking-practice-step-4 = Slow down for the last half minute.
exercise-walking-practice-cue-1 = Loose arms, easy breath
exercise-walking-practice-stop = Stop and sit if leg heaviness or numbness builds; split into shorter bouts.
exercise-walking-practice-mistake = Doing one long walk on a good day and none for three days.
exercise-walking-practice-why = Regular progressive walking lengthened the time to the next back pain episode in a large trial.
exercise-walking-practice-micro-tempo-1 = Walk for one minute longer
exercise-walking-practice-micro-load-1 = Carry a small rucksack
exercise-walking-practice-micro-stability-1 = Walk over grass or a slope
exercise-walking-practice-micro-context-1 = Take the walk that you miss most


## Conditions

condition-flexion-intolerant-rule = Bending or sitting raises symptoms: no sustained or end-range lumbar flexion; hinge and neutral work are fine.
condition-extension-intolerant-rule = Arching or standing raises symptoms: no sustained or end-range lumbar extension; keep planks short and the pelvis slightly tucked.
condition-radiculopathy-rule = Pain below the knee or pins and needles: watch whether symptoms move up (good) or down (stop); no strong hamstring stretch, no heavy twist.
condition-spinal-stenosis-rule = Flexion-biased choices, short standing and walking bouts, no sustained extension.
condition-spondylolisthesis-rule = No end-range extension or loaded twist until a clinician has graded it; control and hip strength first.
condition-osteoporosis-rule = Strength and balance are encouraged; avoid rapid, repeated, sustained, end-range or weighted bending and twisting of the spine.
condition-acute-high-irritability-rule = Pain 6+/10 at rest or light moves flare it for hours: regulation, small mobility, minimal load; nothing held long.
condition-pregnancy-late-rule = No long lying flat on the back or face down after mid-pregnancy; avoid straining and balance risk without support.
condition-knee-problem-rule = Avoid kneeling on the joint and deep bending; pad the knee or use a standing or seated option.
condition-shoulder-problem-rule = Avoid leaning through the arm, overhead reach and heavy carries on that side.
condition-hip-replacement-rule = Do not combine hip bend over 90 degrees, crossing the midline and inward turn; high seats; follow the surgeon.

## Rules that come before any session

stop-rule-1 = New numbness between the legs, new bladder or bowel trouble, or a leg that grows weaker: stop and seek emergency care now.
stop-rule-2 = Fever, unexplained weight loss, recent major fall, history of cancer, or night pain that never eases: see a doctor before exercising.
stop-rule-3 = Pain spreading further down the leg during or after an exercise: stop that exercise and use the easier one or another direction.
stop-rule-4 = Beginner stage: no more pain than before you started. Later: 0-3 of 10 is fine; 4-5 means shrink range or load; above 5, or still raised after 24 hours, means step back.
stop-rule-5 = Chest pain, faintness or unusual breathlessness: stop and get help.

## Household stand-ins

substitute-mat = rug or firm bed
substitute-towel = cushion or folded jumper
substitute-step = bottom stair
substitute-kettlebell = rucksack or water canister, 1 litre = 1 kg
substitute-dumbbell = filled bottles or bags

## Doses

dose-weight = { $weight }
dose-band = { $band ->
    [light] light band
    [medium] medium band
   *[strong] strong band
}
weight-kg = { NUMBER($amount, maximumFractionDigits: 1) } kg
weight-lb = { NUMBER($amount, maximumFractionDigits: 0) } lb
dose-sets = { $sets ->
    [one] 1 set
   *[other] { $sets } sets
}
dose-reps = { $reps ->
    [one] once
   *[other] { $reps } times
}
dose-hold = hold { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
dose-breaths = { $breaths ->
    [one] 1 slow breath
   *[other] { $breaths } slow breaths
}
dose-seconds = for { $seconds } seconds
dose-minutes = for { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
dose-tempo = counting { $tempo } for each part
dose-breath-tempo = in for { $in }, out for { $out }
dose-each-side = on each side
dose-rest = rest { $seconds } seconds between sets

## Blocks, items and places

block-regulation = Calm
block-mobility = Move
block-stability = Steady
block-strength = Strong
block-integration = Daily life
equipment-rucksack = rucksack, filled with water bottles or books
equipment-bag = bag, filled with water bottles or books
equipment-mat = mat
equipment-chair = chair
equipment-wall = wall
equipment-towel = towel
equipment-band = exercise band
equipment-kettlebell = kettlebell
equipment-dumbbell = dumbbell
equipment-stability-ball = large exercise ball
equipment-step = low step

## The exercise card

card-needs = You need: { $items }.
card-stand-in = No { $item }? Use a { $substitute }.
card-stop-first = Read this first. { $stop }
card-limit = Pain may go up to { $above } more than before you started, never above { $most }, and is back to usual tomorrow.
card-breathe = { $block ->
    [stability] About a third of your effort. Keep breathing.
   *[other] Breathe out as you lift. Stop while 2 to 4 good ones are left.
}
card-step-changed = New today: { $step }

## Special packs: one sentence with the session

pack-osteoporosis = Your session builds strong bones and steady legs. Bend from the hips and turn with your whole body.
pack-stenosis-or-older = Your session leans on sitting and easy forward moves. Split walks into short ones with a rest between.
pack-older = Keep a firm support within reach whenever you stand.
pack-pregnancy = Your session has no lying flat on your back or front. Breathe out as you work, and keep a support within reach.
pack-ease-back = Bending back was your easy way, so moves like that come first. If pain moves further down, stop that move.
pack-ease-forward = Bending forward was your easy way, so moves like that come first. If pain moves further down, stop that move.
pack-leg-dominant = Your session goes easy on your leg. Glide gently and hold no stretch. If leg pain moves further down, stop that move.
pack-hypermobile-or-scoliosis = Your session works in the middle of your range, slowly and with control. You do not need to stretch further.
