### What a person is told when a red flag was found (rules 1.4), what stays locked,
### how they come back, and the crisis words. Not yet reviewed by a clinician.
### Slots: $heard = what the person said (at most 24 words: three short names, then heard-more),
### $since = a date or "unknown", $number = emergency number (or emergency-number-unknown),
### $line = urgent-line..., $worry = condition-..., $crisis = crisis-line... joined by line breaks,
### $tier = emergency | urgent | see_clinician | crisis, $date, $role.

## The referral, by tier

referral-emergency =
    You need help now. Call
    { $number }
    or go to the nearest emergency department.

    This is what I heard. Say: "I have back pain with { $heard }{ $since ->
        [unknown] {""}
       *[other] {" "}since { $since }
    }. I am worried about { $worry }."

    Ask someone to take you. Bring your list of medicines.

    Do not exercise. Do not wait for me. Do not drive if your legs are weak or numb, or you feel faint. Do not stop blood thinners yourself.

    Your programme is locked. I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

referral-urgent =
    This needs a medical check today. Speak to { $line }

    I heard: { $heard }. Show or read them the summary below.

    Do not do an exercise session. Rest as feels easy. Take short walks only if they feel all right.

    If you get numb between the legs, cannot pee, lose control of bladder or bowel, get weak legs or chest pain, or feel faint, call
    { $number }

    Your programme is locked. I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

referral-see-clinician =
    Please see a doctor or physiotherapist within two weeks, before you start to exercise.

    I heard: { $heard }. Show them the summary below. Most people with these answers do not have a serious condition.

    If you get numb between the legs, cannot pee, lose control of bladder or bowel, or get weak legs, call
    { $number }

    Your programme is locked. When you have been seen, tell me who cleared you and when. I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

referral-advise =
    I heard: { $heard }.
    You can start gently. Please also bring this up with a doctor or physiotherapist when you can.
    If anything new comes up, open "urgent signs" at any time.
    This is not a diagnosis. I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

referral-none =
    Your answers show nothing urgent. This is not a diagnosis.
    Please keep the card of urgent signs. You can open it at any time.
    I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

referral-crisis =
    Thank you for telling me. I am sorry it is this hard.

    You deserve to talk to someone now.
    { $crisis }

    If you might act on it, or have hurt yourself, call now:
    { $number }
    Stay with someone you trust.

    There is no exercise today. I am a bot and no person reads this, so please reach a person. My advice is not yet reviewed by a clinician.

referral-under-age =
    This programme is for people of 18 and over. Back pain at a younger age can have other causes.
    Please tell a parent or another adult you trust, and see a doctor.
    I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

## Numbers

emergency-number-unknown = your local emergency number
# Numbers stand alone on a line, so that they can be found, copied and tapped.
urgent-line =
    a doctor, or call { $name } on
    { $number }
urgent-line-unknown = a doctor or an urgent-care line
crisis-line =
    { $name }:
    { $number }
crisis-line-unknown = A crisis line in your country, your doctor, or your local emergency number can help.

## What it may be, for the sentence to say on the phone

condition-cauda-equina = the nerves at the bottom of the spine (cauda equina syndrome)
condition-progressive-neuro-deficit = a nerve that is losing strength
condition-fracture = a broken bone in the spine
condition-malignancy = my back pain because of my cancer history or general signs
condition-infection = an infection
condition-aaa-visceral = the main artery in my tummy
condition-inflammatory = inflammatory back pain
condition-chest-pain-cardiac = my heart or lungs
condition-stroke-like = a stroke
condition-dvt-pe = a blood clot
condition-self-harm = my safety
condition-pregnancy-complication = my pregnancy
condition-other = these signs

## The summary to copy and show

referral-summary =
    Summary for a clinician (self-reported in a chat bot, not a diagnosis)
    Date: { $date }
    Age: { $age }
    Back pain for: { $duration }
    Pain now: { $pain } of 10
    Answered yes or not sure: { $heard }
    Asked and answered no: { $denied }
    The programme is paused until a clinician says that exercise is all right.
referral-summary-unknown = not asked
referral-summary-weeks = { $weeks ->
        [one] 1 week
       *[other] { NUMBER($weeks, maximumFractionDigits: 0) } weeks
    }

## The card that is always at hand

urgent-signs =
    Call
    { $number }
    or go to the nearest emergency department now if you have:
    - numbness between the legs, around the genitals or back passage
    - trouble passing pee, not feeling it, or leaking
    - loss of bowel control
    - weakness in both legs, or new unsteadiness
    - sudden tearing pain in back or tummy, or faintness
    - chest pain or trouble breathing
    - fever with confusion or feeling very unwell

    Same day, speak to a doctor: fever with back pain, one leg getting weaker, or pain after a serious fall.

    Thoughts of not wanting to live:
    { $crisis }

    I am a bot and no person reads this. My advice is not yet reviewed by a clinician.

## The lock

locked =
    I cannot give you any exercise now. { $tier ->
        [emergency] Your answers on { $date } need help now. If you have not been seen, call
            { $number }
        [crisis] On { $date } you told me that life is very hard. Please talk to someone now:
            { $crisis }
        [urgent] Your answers on { $date } need a medical check the same day. Please get it if you have not.
       *[other] Your answers on { $date } need a check by a doctor or physiotherapist first.
    }

    When you have been seen, tell me who saw you and when. Answering the questions again does not unlock it.
locked-option-seen = I have been seen
locked-option-summary = Show my summary
locked-reminders = I have stopped all reminders. I will only ask once if you have been seen.

## The follow-up: 24 hours after emergency and urgent, 7 days after see a clinician

follow-up-emergency = Your answers on { $date } needed help at once. Have you been seen?
follow-up-crisis = On { $date } you told me how hard it is. Have you been able to talk to someone?
follow-up-urgent = Your answers on { $date } needed a medical check the same day. Have you been seen?
follow-up-see-clinician = On { $date } I asked you to see a doctor or physiotherapist. Have you been seen?
follow-up-not-yet-emergency =
    Please go now, to the nearest emergency department. Or call
    { $number }
follow-up-not-yet-crisis =
    Please talk to someone now.
    { $crisis }

    If you might act on it, call
    { $number }
follow-up-not-yet-urgent =
    Please speak to { $line }

    If you get any urgent sign, call
    { $number }
follow-up-not-yet-see-clinician = Please book a visit in the next days. Your programme waits for you.

## The way back

way-back-unlocked = Thank you. I have noted: cleared on { $date } by { $role }. We start gently, and you can stop at any time. If the signs come back, open "urgent signs".
way-back-still-locked = Thank you for telling me. Your programme stays locked until a clinician says exercise is all right. Please ask them, and come back to me.
way-back-other-role = Please check with a doctor, physiotherapist or nurse first. Your programme stays locked until then.
way-back-too-soon = I can take that from { $date } on, one day after the lock. If you have been told to exercise sooner, follow your clinician.
way-back-future = That day is still to come. On which day were you seen?
