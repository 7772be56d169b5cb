### The red-flag questions. Own wording; not yet reviewed by a clinician.
### flag-<id> asks, -short names it in a summary, -recency and -number follow a yes,
### -item-<id> can be ticked. The rules are in content/red_flags.toml.

flag-intro = First, some safety questions. They are about rare problems that need a doctor, so I ask everyone. It takes about three minutes.
flag-confirm-none = You said none of these for the whole list. Is that right?
flag-mistake-taken = Thank you. I have taken that answer back and noted the slip. Please answer the question again.
flag-mistake-too-late = That answer can no longer be taken back here. If you have been checked, tell me who saw you and when.

## Group intros: one screen of up to four questions

flag-group-saddle = Please tell me about the area between your legs, and about using the toilet. These can feel awkward. They matter.
flag-group-legs = Now your legs.
flag-group-sudden = Now your chest, tummy and sudden pain.
flag-group-infection = Now fever and infection.
flag-group-bones = Now falls and bones.
flag-group-general = Now your general health.
flag-group-belly = Now your tummy and waterworks.
flag-group-pattern = Now how the pain behaves.
flag-group-body = Now anything that changes which exercise is safe.
flag-group-mood = One question about how you feel.
flag-group-age = And your age.

## Between the legs, bladder and bowel

flag-c1 = Do you have numbness, tingling or an odd feeling between your legs, around your genitals, back passage or inner thighs? Or does wiping feel different?
flag-c1-short = numbness or odd feeling between the legs
flag-c1-recency = Is that new, or has it got worse, in the last 14 days?

flag-c2 = Do you have trouble starting to pee, a weaker stream, or leaking? Or can you not feel the pee flow, or not tell if you are full?
flag-c2-short = change in passing urine
flag-c2-recency = Is that new, or has it got worse, in the last 14 days?
flag-c2-item-long-before-known-cause = Long before this back pain, from a cause that is known

flag-c3 = Do you leak stool, or not feel when you need to go or when you go? (Constipation alone is a no.)
flag-c3-short = change in bowel control
flag-c3-recency = Is that new, or has it got worse, in the last 14 days?
flag-c3-item-long-before-known-cause = Long before this back pain, from a cause that is known

flag-c4 = Since the back pain began, have your erections or ejaculation changed, or have you lost feeling during sex?
flag-c4-short = change in sexual feeling or function

## Legs

flag-c5 = Do you have pain down both legs, or did it start in one leg and spread to both?
flag-c5-short = pain down both legs
flag-c5-recency = Is that new, or has it got worse, in the last 14 days?

flag-n1 = Are both legs weak, do they give way, or are you newly stumbling or unsteady?
flag-n1-short = weakness in both legs or new unsteadiness

flag-n2 = Does one foot drop or slap, can you not stand on your heel or toes on one side, or is one leg getting weaker?
flag-n2-short = weakness in one leg or foot
flag-n2-recency = Is that new, or has it got worse, in the last 14 days?

flag-n3 = Do you have a numb patch or pins and needles in one leg?
flag-n3-short = numbness or pins and needles in one leg
flag-n3-recency = Is that new, or has it got worse, in the last 14 days?

## Chest, tummy, sudden pain

flag-a1 = Did you get a sudden, severe, tearing pain in your back, tummy or side? Or back pain with feeling faint, clammy, a racing heart, or passing out?
flag-a1-short = sudden severe pain, or pain with faintness

flag-a2 = Do you feel a pulsing in your tummy, or do you have a known aneurysm (a swollen main artery), with back pain that lasts?
flag-a2-short = pulsing in the tummy or known aneurysm

flag-a3 = Do you have chest pain, trouble breathing, or pain in your arm or jaw?
flag-a3-short = chest, arm or jaw pain, or trouble breathing

## Fever and infection

flag-i1 = Have you had a fever, shivering, or felt hot and cold, now or this week?
flag-i1-short = fever or shivering
flag-i1-item-fever = A fever
flag-i1-item-shivering = Shivering, or hot and cold
flag-i1-item-very-unwell = Very unwell: confused, very drowsy, blotchy skin or fast breathing

flag-i2 = Does any of these fit: a weak immune system, diabetes, dialysis, injected drugs, or TB? Or an infection, operation, injection, catheter or dental work in the last 3 months?
flag-i2-short = higher chance of infection
flag-i2-item-weak-immune-system = A weak immune system
flag-i2-item-diabetes = Diabetes
flag-i2-item-dialysis = Dialysis
flag-i2-item-injected-drugs = Injected drugs
flag-i2-item-tb = TB, now or before
flag-i2-item-recent-infection-or-procedure = Infection, operation or procedure in the last 3 months

## Falls and bones

flag-f1 = Did you have a serious fall, crash or blow just before the pain began?
flag-f1-short = serious fall, crash or blow

flag-f2 = Did severe pain start suddenly, AND does one of these fit: osteoporosis, a bone that broke easily before, steroid tablets for 3 months or more, or age (a man of 65 or over, a woman of 70 or over)? (A strain from lifting alone is a no.)
flag-f2-short = sudden severe pain and a bone risk
flag-f2-item-minor-trauma = It came after a small fall, cough, lift or twist
flag-f2-item-steroids = I took steroid tablets for 3 months or more
flag-f2-item-osteoporosis-or-old-fracture = I have osteoporosis, or broke a bone easily before
flag-f2-item-age = I am a man of 65 or over, or a woman of 70 or over

flag-f3 = Have you lost height, got a new stoop, or have pain in the middle or upper back that eases a lot when you lie down?
flag-f3-short = lost height, new stoop or mid-back pain
flag-f3-item-lost-height = I have lost height
flag-f3-item-new-stoop = I have a new stoop
flag-f3-item-mid-back-eased-by-lying = Middle or upper back pain, much better lying down

## General health

flag-m1 = Have you ever had cancer?
flag-m1-short = cancer now or in the past
flag-m1-recency = Is your back pain new, or has it got worse, in the last 14 days?
flag-m1-number = How many years ago did the treatment end? (0 if it goes on, or ended this year.)
flag-m1-item-breast = Breast
flag-m1-item-prostate = Prostate
flag-m1-item-lung = Lung
flag-m1-item-kidney = Kidney
flag-m1-item-thyroid = Thyroid
flag-m1-item-myeloma = Myeloma
flag-m1-item-other = Another kind
flag-m1-item-under-treatment = I am being treated now
flag-m1-item-treated-and-clear = Treated, and clear since
flag-m1-item-band-chest-pain = I have pain like a band around my chest

flag-m2 = Have you lost weight without trying, had drenching night sweats, or felt generally ill?
flag-m2-short = weight loss, night sweats or feeling ill
flag-m2-item-weight-loss = I lost weight without trying (about 1 in every 20 kilos or pounds)
flag-m2-item-night-sweats = I have night sweats that soak the bed
flag-m2-item-unwell = I feel generally ill

flag-m3 = Is the pain there all day and all night, whatever position you try, and steadily worse for weeks?
flag-m3-short = constant pain that no position eases

## Tummy and waterworks

flag-u1 = Do you have burning when you pee, blood in your pee, pain in one side, or pain that comes in strong waves?
flag-u1-short = burning, blood or waves of pain with urine
flag-u1-item-visible-blood = I can see blood in my pee

flag-g1 = Do you have severe tummy pain, vomiting of blood, black stool, or yellow skin?
flag-g1-short = severe tummy trouble
flag-g1-item-blood-or-collapse = I vomited blood, had black stool, or passed out

## How the pain behaves

flag-ax1 = Did your back trouble begin before you were 45, and has it lasted more than 3 months? If so, tap what else fits.
flag-ax1-short = signs of inflammatory back pain
flag-ax1-item-onset-under-35 = It began before I was 35
flag-ax1-item-wakes-second-half-of-night = It wakes me in the second half of the night
flag-ax1-item-buttock-pain = I have pain in the buttock
flag-ax1-item-better-with-movement = It gets better when I move
flag-ax1-item-nsaid-helps-48h = Anti-inflammatory tablets help within two days
flag-ax1-item-family-spa = A parent, brother, sister or child has spondyloarthritis
flag-ax1-item-arthritis = I have, or had, arthritis
flag-ax1-item-enthesitis = I have, or had, pain where tendons join bone, such as the heel
flag-ax1-item-psoriasis = I have, or had, psoriasis

flag-d1 = Has the pain got worse every week for 3 weeks or more? Or is it no better after 6 weeks, and nobody has checked it?
flag-d1-short = getting worse, or not checked after 6 weeks
flag-d1-item-worse-every-week-3 = Worse every week for 3 weeks or more
flag-d1-item-unchecked-after-6-weeks = No better after 6 weeks, and never checked

## What changes which exercise is safe

flag-p1 = Are you pregnant, or did you give birth in the last 6 weeks?
flag-p1-short = pregnancy or a recent birth
flag-p1-number = How many weeks? (Of pregnancy, or since the birth.)
flag-p1-item-pregnant = I am pregnant
flag-p1-item-birth-last-6-weeks = I gave birth in the last 6 weeks
flag-p1-item-bleeding = I am bleeding
flag-p1-item-fluid = I am losing fluid
flag-p1-item-contractions = I have contractions or regular tightenings
flag-p1-item-severe-headache = I have a severe headache

flag-o1 = Have you had a back operation or an injection into the spine in the last 12 weeks? Or were you told not to exercise?
flag-o1-short = recent back operation or injection

flag-b1 = Do you take blood thinners or bleed easily, AND have sudden severe pain or new leg trouble after an injury or procedure? (Blood thinners alone are a no.)
flag-b1-short = blood thinners, with sudden pain or leg trouble

flag-x1 = Do you have unstable heart disease, fainting when you exert yourself, high blood pressure out of control, or a recent heart event?
flag-x1-short = a heart or blood pressure problem

## Mood and age

flag-w1 = Living with pain is hard. Have you had thoughts of not wanting to live?
flag-w1-short = thoughts of not wanting to live

flag-y1 = Are you under 18?
flag-y1-short = under 18
