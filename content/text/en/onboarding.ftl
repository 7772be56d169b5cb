### Hello: what this is and is not, consent, and the few facts that safety needs first.

onboarding-hello =
    Hello! I am { "*" }Poised*, a bot for adults with low back pain. I help you look after your back by yourself: to understand it, and to make gentle exercise a habit.

    Before we start, please know:
    • I am a computer program. { "*" }No person reads this chat.*
    • { "*" }I am not for emergencies.* In an emergency, call your local emergency number.
    • I do not diagnose, treat or watch over an illness, and I do not replace a doctor or physiotherapist.
    • I am for people of { "*" }18 and over*.
    • My content has { "*" }not yet been reviewed by a clinician*.

onboarding-consent =
    To plan for you I need to ask about your health, and to keep your answers: your pain, warning signs, what you can do, and how your days go.

    They are stored locked (encrypted), and only used to plan for you and to keep you safe. Say “export” at any time to get a copy, or “delete my data” to erase it all. Say “privacy” to read more.

    Do you agree that I ask about your health and store your answers?
onboarding-consent-agree = I agree
    .also = yes, I consent, ok, accept
onboarding-consent-decline = No, thank you
    .also = no, disagree, decline, refuse
onboarding-no-consent = That is all right. I have stored no answers of yours.

onboarding-age = How old are you? Please type your age in years.
onboarding-sex = Some safety rules differ for women and men. Which fits you?
onboarding-sex-f = Woman
    .also = female, lady, girl, f
onboarding-sex-m = Man
    .also = male, guy, m
onboarding-sex-other = Other, or rather not say
onboarding-country = Which country are you in? I need it to show you the right emergency number. If yours is not here, type its name.
onboarding-zone = What is your time zone? { $count ->
    [0] Please type a large city near you.
    [one] If this one is not right, type a large city near you.
   *[other] If none of these is right, type a large city near you.
}
onboarding-duration-weeks = How long have you had this back pain? You can also type it, like “3 weeks” or “5 years”. If it comes and goes, count from when it first began.
onboarding-duration-weeks-0-5 = A few days
onboarding-duration-weeks-2 = 2 weeks
onboarding-duration-weeks-4 = 4 weeks
onboarding-duration-weeks-8 = 8 weeks
onboarding-duration-weeks-26 = 6 months
onboarding-duration-weeks-104 = 2 years
onboarding-seen-clinician = Has a doctor, physiotherapist or nurse checked this back pain?
onboarding-pain = How strong is the pain right now? 0 is no pain, 10 is the worst you can imagine.
onboarding-minutes = How many minutes a day do you want to give it? From 5 to 30. Five is a fine start.
onboarding-equipment = Do you have any of these at home? Tap all that you have, then Done. You do not need any of them.
onboarding-floor = Can you get down on the floor and up again?

screening-intro =
    Thank you. That is the first part.

    { flag-intro }

## Where somebody waits who did not agree, or is under 18

outside-next = { $why ->
    [young] { referral-under-age }
   *[declined] I cannot help without your consent, as I would have to keep your answers. If you change your mind, start again. The urgent signs are here for you all the same.
}
outside-next-again = Start again
outside-next-urgent = Urgent signs
outside-next-privacy = What I would keep
