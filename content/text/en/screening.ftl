### Around the red-flag questions of red_flags.ftl: cards, confirming, and what comes after a screen.
### Nothing here reassures beyond "nothing urgent found".

flag-card =
    { $intro } Does any of these fit?

    { $list }
flag-card-yes = Yes, one or more
flag-card-not-sure = Not sure about one
flag-line = • { $text }
flag-confirm-none-right = Yes, none of these
    .also = yes, right, correct, that is right, none, true
flag-confirm-none-again = Let me look again
    .also = no, nope, wrong, not right, that is wrong, it is not right, no it is not, incorrect, not quite

## What fits, inside a question: several can be ticked

flag-c2-item = Does this fit? Tap it if it does, then Done. If not, choose None of these.
flag-c3-item = Does this fit? Tap it if it does, then Done. If not, choose None of these.
flag-i1-item = Which of these do you have? Tap all that fit, then Done.
flag-i2-item = Which of these fit? Tap all that fit, then Done.
flag-f2-item = What else fits? Tap all that fit, then Done. If none does, choose None of these.
flag-f3-item = Which of these fit? Tap all that fit, then Done.
flag-m1-item = Which kind of cancer was it, and what fits now? Tap all that fit, then Done.
flag-m2-item = Which of these fit? Tap all that fit, then Done.
flag-u1-item = Does this fit? Tap it if it does, then Done. If not, choose None of these.
flag-g1-item = Does this fit? Tap it if it does, then Done. If not, choose None of these.
flag-ax1-item = What else fits? Tap all that fit, then Done. If none does, choose None of these.
flag-d1-item = Which of these fit? Tap all that fit, then Done.
flag-p1-item = Which of these fit? Tap all that fit, then Done.

screening-goes-on = I still have a few questions. Another answer may change what you need, so please go on.

## After a red flag in something the person wrote

confirm-you =
    You wrote: “{ $quote }”

    Is this about you, and is it so now?
confirm-meant =
    You wrote: “{ $quote }”

    { $kind ->
        [crisis]
            That sounds very hard. Do you mean that you have { $sign }?

            You do not have to be alone with it:
            { $crisis }
       *[other] I want to be sure that I understand. Do you mean: { $sign }?
    }
confirm-meant-now = Yes, now
confirm-meant-no = No
confirm-meant-before = It was before
confirm-meant-other = Somebody else
confirm-not-meant = Thank you, then I understood it wrong. If it ever is so, write to me or say “urgent”.
confirm-was-before =
    { $kind ->
        [crisis]
            Thank you for telling me. If the thoughts come back, please talk to somebody at once:
            { $crisis }
       *[other] Thank you for telling me. If it comes back, or is new or worse, say “urgent” or call { $number }.
    }

sign-cauda-equina = lost or changed feeling between your legs, or trouble with bladder or bowels
sign-progressive-neuro-deficit = a leg or foot that is getting weaker or number
sign-fracture = a fall or a blow, or sudden bad pain in a weak bone
sign-malignancy = cancer now or before, or losing weight without wanting to
sign-infection = a fever, shivering, or feeling very ill
sign-aaa-visceral = sudden very bad pain in your back or tummy
sign-inflammatory = a back that has been stiff for long every morning
sign-chest-pain-cardiac = pain in your chest, or trouble breathing
sign-stroke-like = a face, arm, speech or eye that suddenly does not work as it should
sign-dvt-pe = a swollen, hot or sore calf, or trouble breathing
sign-self-harm = thoughts of not wanting to live
sign-pregnancy-complication = bleeding, fluid or tightenings in pregnancy
sign-other = something that needs a doctor soon
confirm-you-me = Yes, me, now
confirm-you-not-me = No, not me or not now
confirm-not-me = Thank you for telling me. If another person has these signs, they need a medical check. Say “urgent” to see the signs and whom to call.
confirm-nothing-found = Thank you. Your answers show nothing urgent. This is not a diagnosis. If it changes, write to me or say “urgent”.

## After a screen: on with what it was part of

screened-start =
    { referral-none }

    Next, I would like to know your back better. It takes about five minutes, and you can stop at any time.
screened-checkin = Thank you. Your answers show nothing urgent. This is not a diagnosis. If it changes, say “urgent” at any time.
screened-flare =
    Thank you. Your answers show nothing urgent. This is not a diagnosis.

    Your flare plan is easy breathing, a few easy moves and short walks. Say “today” when you are ready.

## What we heard, in a referral

heard-quote = “{ $words }”
heard-rule-r0 = an answer that needs a check
heard-rule-r1-again = leg pain moved further down twice
heard-rule-r2-repeated = three flare-ups in eight weeks
heard-rule-r2-refer = a flare-up that has not settled in two weeks
heard-rule-r8-again = little change after a new plan
heard-rule-r9 = clearly worse than at the start
heard-rule-unreadable = a safety answer that I could not read

## The follow-up and the way back

seen-seen = { $tier ->
    [emergency] { follow-up-emergency }
    [crisis] { follow-up-crisis }
    [urgent] { follow-up-urgent }
    [see_clinician] { follow-up-see-clinician }
   *[none] Have you been seen?
}
seen-seen-yes = Yes, I have been seen
seen-seen-not-yet = Not yet
seen-seen-worse = It has got worse
seen-role = Who saw you?
seen-role-doctor = a doctor
seen-role-physiotherapist = a physiotherapist
seen-role-nurse = a nurse
seen-role-hospital = the hospital
seen-role-other = someone else
seen-on = On which day were you seen? You can type a day, like “Monday” or “12 May”.
seen-cleared = Did they say that exercise is all right for you?
seen-cleared-yes = Yes, exercise is all right
seen-cleared-no = No, or not yet
seen-cleared-not-asked = We did not talk about it
seen-gone = It was about: { $heard }. How is that now?
seen-gone-gone = It is gone
seen-gone-explained = Still there, and they told me why
seen-gone-there = Still there, and nobody told me why
seen-nothing = Your programme is not locked, so I do not need to know who saw you. It is good that you have somebody to ask.
summary-nothing = There is no summary, as your programme is not locked. Say “export” for all I keep about you.

## While locked

locked-option-questions = Answer the safety questions
locked-option-urgent = Urgent signs
locked-option-mistake = I tapped by mistake
locked-option-privacy = What I keep
locked-option-export = Get my data
locked-option-delete = Delete my data
locked-no-exercise = I cannot give you that while your programme is locked. Please get checked first. Then tell me who saw you and when.
