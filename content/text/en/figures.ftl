# What is seen in the pictures of exercises: one sentence each, for people who do not see them.


## Calm

figure-legs-on-chair-breathing = A person lies on their back with both calves on a chair seat, one hand on the belly and one on the ribs, breathing.
figure-crook-lying-breathing = A person lies on their back with knees bent and both hands around the lower ribs, breathing.
figure-seated-rib-breathing = A person sits on a chair with crossed arms, hands on the lower ribs, which widen to both sides.
figure-long-exhale-breathing = A person sits on a chair and breathes along a wave that rises quickly and falls slowly.
figure-side-lying-breathing = A person lies on their side with a pillow under the head and one between the knees, breathing.
figure-progressive-muscle-relaxation = A person sits on a chair; legs, hands and shoulders light up one after another, then all let go.

## Move

figure-pelvic-tilt = A person lies on their back with knees bent; a close-up shows the gap under the low back closing.
figure-knee-rolls = A person lies on their back with arms wide and lets both bent knees roll to one side, then to the other.
figure-seated-cat-cow = A person sits on a chair with hands on the thighs, rounds the back, then lifts the chest.
figure-cat-cow = A person on all fours rounds the back up to the ceiling, then lets the belly sink.
figure-seated-thoracic-rotation = A person sits with arms crossed over the chest and turns the ribs to one side while the knees face forward.
figure-open-book = A person lies on their side with knees bent and opens the top arm in an arc to the floor behind.
figure-single-knee-to-chest = A person lies on their back and draws one knee to the chest; the other foot stays on the floor.
figure-double-knee-to-chest = A person lies on their back and draws first one knee, then both knees to the chest.
figure-seated-forward-flexion = A person sits on a chair with feet apart and slides the hands down the legs until the back hangs rounded.
figure-quadruped-rock-back = A person on all fours moves the hips back towards the heels with a flat back.
figure-prone-on-elbows = A person lies face down with the forehead on the hands, then props up on the elbows.
figure-prone-press-up = A person lies face down and presses the chest up with the arms while the hips stay on the floor.
figure-standing-back-extension = A person stands with hands on the small of the back and leans backwards.
figure-standing-hip-flexor-stretch = A person stands in a long step, holds the back of a chair and shifts the weight forward.
figure-half-kneeling-hip-flexor-stretch = A person kneels on one knee, hands on the front thigh, and glides the hips forward.
figure-seated-figure-four = A person sits on a chair with one ankle on the other knee and leans forward with a long back.
figure-supine-figure-four = A person lies on their back with one ankle on the other knee and draws the lower thigh in.
figure-supine-hamstring-stretch = A person lies on their back with a towel around one foot and straightens that leg upwards.
figure-sciatic-slider-supine = A person lies on their back, holds behind one thigh and straightens and bends that knee.
figure-sciatic-slider-seated = A person sits on a chair, straightens one knee while looking up, then bends it while lowering the chin.
figure-knee-to-wall = A person stands facing a wall and bends the front knee to touch it; the heel stays down.
figure-wall-slide = A person stands with the back against a wall and slides both bent arms up it.

## Steady

figure-abdominal-brace-breathing = A person lies on their back with knees bent and fingertips inside the hip bones; the lower belly firms and lets go.
figure-heel-slide = A person lies on their back with knees bent and slides one heel away along the floor.
figure-dead-bug-toe-tap = A person lies on their back with hips and knees at right angles and taps one toe to the floor, then the other.
figure-dead-bug = A person lies on their back, arms up, and reaches one arm overhead and the opposite leg away.
figure-bent-knee-fallout = A person lies on their back with knees bent and hands on the hip bones and lets one knee open to the side.
figure-adductor-squeeze = A person lies on their back with knees bent and squeezes a rolled towel between them.
figure-clamshell = A person lies on their side with knees bent and feet together and lifts the top knee.
figure-side-plank-knees = A person on their side, propped on one elbow with knees bent, lifts the hips in line with knees and head.
figure-side-plank = A person on their side, propped on one elbow with straight legs, lifts the hips into one line.
figure-quadruped-segmental-control = A person on all fours tips the pelvis a little each way and settles in the middle; a close-up shows it.
figure-bird-dog-leg-only = A person on all fours slides one leg back along the floor and lifts it level with the hip.
figure-bird-dog = A person on all fours reaches one leg back and the opposite arm forward, then changes sides.
figure-bird-dog-breathing = A person on all fours holds one leg back and the opposite arm forward while breathing.
figure-incline-plank = A person leans on a worktop with the forearms, feet back, the body in one straight line, breathing.
figure-forearm-plank = A person lies face down on the forearms and lifts the hips until the body is one straight line.
figure-stability-ball-plank = A person kneels with both forearms on a large ball, then walks back until the body is one straight line.
figure-ball-bridge = A person lies on their back with the calves on a large ball and lifts the hips.
figure-eccentric-lean-back = A person sits on the front of a chair with crossed arms and leans back slowly with a long back.
figure-single-leg-stance = A person stands beside a worktop, one hand on it, and lifts one foot.

## Strong

figure-glute-bridge = A person lies on their back with knees bent and lifts the hips.
figure-glute-bridge-march = A person holds the hips lifted, lying on the back, and lifts one foot, then the other.
figure-single-leg-bridge = A person lies on their back with one foot flat and the other leg straight in the air and lifts the hips.
figure-wall-hip-hinge = A person stands in front of a wall and pushes the hips back until they touch it.
figure-hip-hinge = A person stands, pushes the hips back and tips the chest forward with a long back.
figure-kettlebell-deadlift = A person grips a kettlebell between the feet with a long back and stands up with it.
figure-band-deadlift = A person stands on a band, holds both ends with a long back and stands up against it.
figure-kickstand-deadlift = A person stands with one foot back on its toes and hinges over the front hip.
figure-single-leg-deadlift-band = A person stands on one foot on a band, hinges forward and reaches the free leg back.
figure-box-squat = A person stands in front of a chair, reaches the hips back and touches the seat, arms forward.
figure-goblet-squat = A person holds a kettlebell at the chest and squats deep between the knees.
figure-farmer-carry = A person walks tall with a weight in each hand.
figure-suitcase-carry = A person walks tall with one kettlebell in one hand.
figure-pallof-press = A person stands side-on to a post with a band in both hands and presses it straight out from the chest.
figure-band-rotation = A person stands side-on to a post, holds a band with long arms and turns away; the back heel lifts.
figure-prone-back-extension = A person lies face down with arms by the sides and lifts the chest a little.
figure-eccentric-back-extension = A person lies over a large ball, feet against a wall, and lowers the chest over it from a straight line.
figure-band-row = A person sits facing a post and pulls a band with both hands until the elbows are beside the ribs.

## Daily life

figure-log-roll = A person lies on a bed with knees bent, rolls to the side in one piece and pushes up to sit on the edge.
figure-sit-to-stand = A person sits near the front of a chair, leans forward and stands up.
figure-step-up = A person puts one foot on a low step, leans forward and steps up.
figure-stair-climbing = A person climbs stairs beside a rail.
figure-bag-lift = A person takes a bag from a chair with a long back and stands up with it held close.
figure-suitcase-car-load = A person lifts a case from the floor, turns with the feet and sets it on a chair.
figure-luggage-carry = A person walks with a travel bag in one hand and a rucksack on the back.
figure-child-lift = A person kneels on one knee, hugs a bag to the chest and stands up with it.
figure-standing-endurance = A person stands, shifts the weight from side to side and lifts the heels.
figure-walking-practice = A person walks with loosely swinging arms.

## The movement check

figure-check-squat = A person stands in front of a chair, a table within reach, and bends the knees as if to sit down.
figure-check-hinge = A person stands with hands on the hips, a table within reach, and pushes the bottom back with a long back.
figure-check-side-bend-left = A person seen from the front slides the left hand down the leg; a table is within reach.
figure-check-side-bend-right = A person seen from the front slides the right hand down the leg; a table is within reach.
figure-check-sit-to-stand = A person on a chair against a wall leans forward and stands up; a table is within reach.
figure-check-one-leg-left = A person seen from the front stands on the left leg, one hand just above a table.
figure-check-one-leg-right = A person seen from the front stands on the right leg, one hand just above a table.
figure-check-bend-forward = A person stands, a table within reach, and lets the hands slide down the legs.
figure-check-bend-back = A person stands with hands on the hips, a table within reach, and leans back a little.

## Positions of ease

figure-ease-lying = A person rests on their back with knees bent and a pillow under the head.
figure-ease-legs-on-chair = A person rests on their back with both calves on a chair seat.
figure-ease-side-lying = A person rests on their side with a pillow under the head and one between the knees.
figure-ease-prone = A person rests face down with a cushion under the belly and the forehead on the hands.
figure-ease-sitting = A person sits back on a chair with a cushion behind the low back.
figure-ease-bend-forward = A person sits on a chair and rests the arms forward on a table.
figure-ease-child-pose = A person kneels, hips on the heels, and rests the chest down with the arms forward.
figure-ease-standing = A person stands and rests both arms on a worktop, leaning forward.
figure-ease-bend-back = A person stands with hands on the small of the back and leans backwards.
figure-ease-walking = A person walks with loosely swinging arms.

## Steps of an exercise that look different from it

figure-legs-on-chair-breathing-range-1 = A person lies on their back with both calves on a low seat, one hand on the belly and one on the ribs, breathing.
figure-crook-lying-breathing-load-1 = A person lies on their back with knees bent and a light book on the belly, breathing.
figure-long-exhale-breathing-stability-1 = A person stands and breathes along a wave that rises quickly and falls slowly.
figure-side-lying-breathing-range-1 = A person lies on their side with pillows and reaches the top arm forward, breathing.
figure-knee-rolls-stability-1 = A person lies on their back with both feet lifted and lets the knees roll from side to side.
figure-seated-thoracic-rotation-load-1 = A person sits, holds a towel in front of the chest and turns the ribs to one side.
figure-open-book-stability-1 = A person lies on their side with the lower leg straight and opens the top arm in an arc to the floor behind.
figure-quadruped-rock-back-range-2 = A person on all fours moves the hips back and rests with the chest down and the arms forward.
figure-half-kneeling-hip-flexor-stretch-range-1 = A person kneels on one knee, reaches the arm of that side up and glides the hips forward.
figure-half-kneeling-hip-flexor-stretch-stability-1 = A person kneels on one knee, hands on the hips, and glides the hips forward.
figure-wall-slide-load-1 = A person with the back against a wall and a band between the wrists slides both arms up.
figure-wall-slide-stability-1 = A person with the back against a wall stands on one leg and slides both arms up.
figure-abdominal-brace-breathing-stability-1 = A person on all fours firms the lower belly and lets go.
figure-bent-knee-fallout-stability-1 = A person lies on their back with one leg straight and lets the other, bent knee open to the side.
figure-bent-knee-fallout-load-1 = A person lies on their back with a band between the knees and lets one knee open to the side.
figure-adductor-squeeze-stability-1 = A person lies on their back, squeezes a towel between the knees and lifts the hips a little.
figure-clamshell-load-1 = A person lies on their side with a band above the knees and lifts the top knee.
figure-clamshell-stability-1 = A person lies on their side and raises the straight top leg.
figure-side-plank-knees-stability-1 = A person on one elbow and bent knees lifts the hips, the top hand on the hip.
figure-side-plank-load-1 = A person on one elbow holds the body in one line on the side and raises the top leg.
figure-forearm-plank-range-1 = A person on forearms and knees lifts the hips until trunk and thighs are one line.
figure-forearm-plank-stability-1 = A person holds a plank on the forearms and lifts one foot.
figure-ball-bridge-stability-2 = A person lies with the calves on a large ball and arms crossed and lifts the hips.
figure-single-leg-stance-range-1 = A person beside a worktop stands on one leg with the other knee raised high.
figure-single-leg-stance-load-1 = A person stands on one leg with a bag in one hand.
figure-glute-bridge-march-stability-1 = A person holds the hips lifted with arms crossed and lifts one foot, then the other.
figure-glute-bridge-march-load-1 = A person holds the hips lifted with a band round the feet and lifts one foot, then the other.
figure-kettlebell-deadlift-range-1 = A person lifts a kettlebell from a low block and stands up with it.
figure-kettlebell-deadlift-stability-2 = A person with one foot further back lifts a kettlebell and stands up with it.
figure-prone-back-extension-load-1 = A person lies face down with arms beside the ears and lifts the chest a little.
figure-band-row-stability-1 = A person stands in a long step facing a post and pulls a band until the elbows are beside the ribs.
figure-step-up-load-1 = A person steps up onto a low step with a bag in one hand.
figure-stair-climbing-load-1 = A person climbs stairs with a bag in one hand.
figure-standing-endurance-load-1 = A person stands with a bag in one hand, shifts the weight from side to side and lifts the heels.
figure-walking-practice-load-1 = A person walks with a small rucksack.
