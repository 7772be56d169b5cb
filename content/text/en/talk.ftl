### What the bot answers when people ask, feel or tell something beside their answers. Plain and short:
### what is known, then what to do. No dose, no promise, nothing that frightens; never against a referral.

## While something must come first

talk-after-the-screen = That is a good question. I ask some safety questions first, so that my answer fits you.
talk-checked-low-mood = Thank you for telling me. I am here, and you can say it again at any time. A talk with someone you trust, or with your doctor, can help a lot.
talk-checked-fear-broken = Thank you. Your answers do not point to a break. Without a hard knock or weak bones that is unlikely, and sore muscles can feel just as sharp. This is not a diagnosis. If it is severe, or you cannot stand on it, get it seen today.
talk-checked-fell = Thank you. Your answers do not point to a break. This is not a diagnosis. If strong pain comes on, or you cannot stand on it, get it seen today.
talk-checked-dizzy = Thank you. Your answers show nothing urgent. This is not a diagnosis. Go on when your head is clear. If it comes back, stop for today and ask a doctor or pharmacist.

## Feelings

talk-low-mood =
    Thank you for telling me. I am sorry it is so hard right now. Pain and low days often come together, and you do not have to carry it alone.

    You can talk to someone at any time. { $crisis }
talk-fear-broken = That is a scary thought, and I am glad you said it. Let us look at it with two questions.
talk-fell = I am sorry that you fell, and glad that you told me. Let me ask you two questions about it.
talk-fear-serious =
    That worry is a common one, and a hard one to sit with. A serious cause of back pain is rare. My safety questions look for it, and I ask again when something changes.

    If a sign is new, say “urgent” to see the list. If the worry stays, a talk with your doctor can help.
talk-fear-moving = It makes sense to be careful when moving hurts. Backs like to move, and small steps are enough. Start with what feels easy, breathe out as you move, and stop when it feels wrong. You decide how far.
talk-afraid = I hear you. Worry is hard, and it can make pain feel stronger. What is it that worries you most? You can write it here. If a sign is new, say “urgent” to see what needs help now.
talk-fed-up = That sounds really tiring, and I am sorry. Progress with a back is often slow and bumpy. A small thing still counts today, even one minute. Say “progress” to see how far you have come.

## What people tell

talk-dizzy = Please stop and sit or lie down. Let it pass fully before you go on. Later, stand up slowly: sit first, then stand. Two short questions, to be safe. If a tablet is new, ask a pharmacist about it.
talk-medicine-taken = Thank you for telling me. I do not keep count of medicines. Follow the leaflet, and ask a pharmacist if you are not sure or need them most days. Let the pain guide your pace, also when a tablet hides some of it.
talk-overdone = It happens to many of us. Ease off for two or three days: keep gently moving, and do about half. Then go one step below where you were. Say “check-in”, and I make today lighter if that fits.
talk-no-equipment = No problem. A firm seat, a step or a wall will often do. If not, tap “Easier” or “Leave it out” on the card, and we go on. To tell me what you have at home, say “settings” and choose equipment.
talk-sets-done = Good to hear. I have not logged it yet. A session is logged on its cards: say “today” to open yours, then tap Done for each one that you did.
talk-long-ago = Thank you. What was at that time: was it when the pain began? I have not changed anything. To change what I know, say “settings” or “start again”.
talk-how-long-wrong = All right, I put that right.
talk-moved = Thank you. Let us set your time zone, so that I write at the right time.
talk-other-writer = Thank you for writing. I keep one record for one person, so I have not noted this in it. For your own back, write to me from your own account. If it is about the person whose account this is, please let them answer. Something urgent? Call { $number }.
talk-new-bones = Thank you for telling me. Thin bones change which exercises fit: leave out bending forwards and heavy lifting for now. I need your questions again to plan with it. What I know of your days stays.
talk-tongue = I only speak English so far. These are the languages I have.
talk-details = Say “settings” for reminders, minutes, things at home and time zone. For your age, your goals and the other first answers, say “start again”. Your days stay.
talk-technique = I cannot see you, so I go by what you feel. Follow the steps on the card slowly, breathe, and keep it easy. You feel it working, and pain stays at 3 or less: then it is right. A physiotherapist can look at your form.
talk-picture = I cannot send a new picture here. If this exercise has one, it stands on its card. The steps on the card say how it goes, one at a time.
talk-report =
    For your doctor I can show two things:
    • “progress”: your days, your pain and your sessions in short
    • “export”: a file with all I keep. It holds health answers, so look at it before you share it.

    I never send anything to a doctor by myself.
talk-wants-exercise = I understand the wish to move. I cannot give you any exercise yet, not even a gentle one. A doctor, physiotherapist or nurse needs to look first.
talk-card = Here are the words to show or read out.
talk-why-locked = I stopped because of what you told me. It needs a look by somebody who can examine you. That is for your safety, and it is no blame.
talk-worse = I am sorry that it is worse. That counts as new, also after you have been seen.
talk-other-language = I only read English so far. Please tap a button, or use a few simple English words. In an emergency call { $number }.
talk-lay-cleared = Thank you for telling me. Only a doctor, physiotherapist or nurse who has looked at you can say so. Your programme stays locked until then. When you have been seen, tell me who saw you and when.
talk-cleared = Thank you for telling me, and well done for getting checked. A few short questions, so that I note it right.
talk-fine-now = I am glad it feels better. I still cannot give you exercise until a doctor, physiotherapist or nurse has looked at it. Some signs come and go. Please get it checked, and show them your summary.

## About the bot

talk-human =
    I am a computer program, and no person reads this chat, so I cannot fetch anyone.

    For advice today, speak to { $line }. In an emergency call { $number }. Your own doctor or physiotherapist can see you in person. Say “progress” for a short report to show them.
talk-robot = I am a computer program called Poised. There is no person behind this chat, and I am no doctor. I follow written rules and tell you my reasons when you say “why”.
talk-maker = I was built by a small team from guidelines and studies on low back pain. My content has not yet been reviewed by a clinician. I say where a rule comes from when you ask “why”. For your own case, trust your doctor or physiotherapist more than me.
talk-boss = What you write to me stays between us. I do not show it or sell it to anyone: not to an employer, not to an insurer, not to family. No person reads this chat. The app you write in may keep its own copy, so use one that is yours. Say “privacy” for more.
talk-data = I keep your answers, your plan and your days, stored locked (encrypted), to plan for you and keep you safe. I do not sell or share them. Say “privacy” for more, “export” for a copy, or “delete my data” to erase it all.
talk-cost = I ask you for no money. Your phone or chat app may charge for data as usual.

## Exercise and daily life

talk-bones-bending =
    With thin bones, leave out bending far forwards and twisting far. That counts most with a weight, fast, or many times. So no toe touches, no sit-ups and no crunches.

    Bend from your hips and knees with a long back, and turn with your feet. For weeding or shoes, kneel or sit. For sudden strong pain, say “urgent”.
talk-bones-lifting =
    Lifting makes you stronger, and with thin bones how you lift counts. Take light things first and hold them close. Bend from your hips and knees with a long back, and turn with your feet. Do not lift with a bent or twisted back.

    Split a load in two, like a half-full can. If you have sudden strong pain, say “urgent”.
talk-bones =
    With thin bones (osteoporosis), some moves fit less: bending far forwards or twisting far, toe touches, sit-ups, crunches, and lifting with a bent back. Walking, standing up from a chair and bending from the hips fit well.

    If I know of your bones, your plan leaves those moves out. If I do not yet, say “start again” and tell me. Your doctor can say what else fits you.
talk-bending = For most backs it is fine to bend and to twist. Start slow and small, breathe as you go, and do a little more when it feels easy. 0 to 3 of pain is fine if it settles by the next morning. If it sends pain further down your leg, do less of it for now.
talk-sit-ups = You do not need them: no single muscle is the key, and your plan has other moves for your tummy and back. If you like them, start with a few, slowly. 0 to 3 of pain is fine if it settles by the next morning.
talk-exercise-safe = For most people with back pain, gentle exercise is safe, and it helps. Start small, and let it build up. Stop and say “urgent” if you get numb between the legs, weak in the legs, or feel unwell.
talk-pain-in-exercise = A little pain is all right. 0 to 3 is fine if it settles by the next morning. At 4 or 5 do less. At 6 or more stop that exercise. Aching muscles for a day or two are normal.
talk-why-this = Each exercise is picked for you: for your pain, your stage and your goals. The last line of its card says why. If you do not like it, tap “Easier” or “Leave it out”. Say “why” for the reasons of your plan.
talk-swap = Yes. On the card, tap “Easier” or “Harder” for another one, or “Leave it out”. If it hurts, tap “It hurts”, and I look for one that suits you better.
talk-running = Running is fine for most backs, step by step. Get used to brisk walks first, about half an hour with little pain. Then try short runs, like one minute of running and two of walking. If pain stays at 3 or less and settles by the next day, add a little. You can make running a goal.
talk-walking = Yes, walking is one of the best things for your back. Short and often beats long and rare. Start with what is easy, even five minutes, and add a minute or two every few days.
talk-swimming = Swimming is a good way to move, as the water carries you. Try the stroke that feels easiest. Back crawl often suits. Start with ten minutes and see how the next morning feels.
talk-cycling = Cycling suits many backs, and most like it short and easy first. Raise the handlebars a bit so that you sit more upright. Get off and stretch your legs every twenty minutes.
talk-yoga = Yes, if you like it. Yoga, Pilates and stretching help about as much as other exercise. Pick a beginner class and tell the teacher about your back. Leave out what brings on leg pain.
talk-sport = Going back to sport is a good goal. Go step by step: first easy moves of your sport, then short play, then a full game. Move up when pain stays at 3 or less and settles by the next day.
talk-lifting = Backs can learn to lift, and you need not fear it. Start light, go slowly, and keep the load close. Add a little each week. Your plan brings in heavier moves when you are ready for them.
talk-children = You can. Come close first, bend your knees and hips as you like, hold the child near, and breathe out as you lift. Sit or kneel for a cuddle on days when it is sore.
talk-core = Strong muscles help, but no single muscle is the key, and you need not hold your tummy tight all day. Your plan works on the whole body, bit by bit.
talk-missed-days = Missed days are no problem, and there is nothing to catch up. A few times a week is enough, and rest days are part of it. A short one counts fully.
talk-rest = A short rest is fine. Long rest in bed makes backs stiff and sore. Change your position often, walk a little several times a day, and do your usual things as well as you can.
talk-housework = Yes, at an easy pace. Split it into short bits, change sides and positions, and stop while it still feels fine. A bit every day beats a big push.
talk-sneezing = A sneeze or a cough gives a quick push inside, and a sore back feels it. Lean on a table or bend your knees a bit as you sneeze. If it shoots down a leg and that is new, tell me in your check-in.
talk-sitting = Sitting is not bad for you, but long sitting gets stiff. The best position is the next one. Get up for a minute every half an hour, and move the chair or a cushion until it feels easy.
talk-posture = There is no one right posture. Slouching now and then is fine. Moving and changing position often helps more than sitting straight.
talk-driving = Yes, if you can brake hard and look round without trouble. Move the seat up close, and put a small towel behind your low back. Stop and walk every half hour or so. Do not drive if a leg is weak or numb, or if a medicine makes you sleepy.
talk-travel = You can travel. Take an aisle seat if you can, get up every half hour, and keep bags light or on wheels. Your exercises can come along. Say “/life” when a trip is coming, and I plan for it.
talk-work = Work is good for most backs, and you need not be free of pain to go. Ask for small changes at first: shorter hours, lighter tasks, more breaks. Your doctor or workplace can help with that.
talk-sex = Yes, sex is fine with back pain. Go slowly, and pick a position where you need not hold your back. Lying on your side often suits. If feeling down there is lost or changed, that is urgent: say “urgent”.
talk-pregnancy = Back pain is common in pregnancy, and gentle moves often help. Tell your midwife or doctor about it. Call them at once if you bleed, leak fluid, feel regular tightening, or have a bad headache. If you are pregnant, let me know under “settings”, “start again”.
talk-sleep = Sleep how you like best. On your side, a pillow between the knees can help. On your back, one under the knees. After a poor night pain feels stronger, and that passes. Keep the same bedtime, and go easy on screens before it.
talk-mattress = There is no one right bed. Many people like one that is neither very hard nor very soft. If you sleep better elsewhere, yours may need a change. Try before you buy.
talk-morning = Many backs are stiff in the morning. Move gently in bed first, then get up and walk about. If it lasts longer than half an hour on most days, tell me in the check-in and tell your doctor.
talk-age = You are not too old. Backs of every age get stronger with gentle exercise. Your plan starts with what you can do.
talk-shoes = Wear what feels good. Special shoes or insoles have not been shown to help back pain.
talk-weight = You can help your back at any weight. Moving more often is the best start. If you want to lose weight, your doctor or nurse can help with a plan.
talk-supplements = I know of none that clearly helps back pain. Some do not mix well with medicines, so ask a pharmacist first.
talk-alcohol = Smoking and a lot of alcohol can make pain and sleep worse. Do not mix alcohol with strong painkillers. A pharmacist can tell you what is safe with yours.
talk-stress = Your pain is real. Stress and tight muscles can turn it up, like a volume knob. Slow breathing, short walks and sleep can turn it down a bit. That is why your sessions start with breathing.

## The pain, and what others do for it

talk-see-doctor =
    See a doctor or physiotherapist if it gets worse, if it has not eased in a few weeks, or if you are worried. For advice today, speak to { $line }.

    Go at once if you lose feeling between your legs, cannot hold or pass pee, get weak legs, or feel very unwell with fever. Say “urgent” for the whole list.
talk-scan = A scan is seldom needed. It often shows changes that people without pain have too, and it rarely changes what helps. Doctors use it when they look for something special. If a sign is new, say “urgent”.
talk-painkillers = I cannot tell you what to take or how much. A pharmacist can, and will ask about your other medicines and your health. Many people take something for a few days so that they can keep moving. Never take more than the leaflet says.
talk-heat-or-ice = Use what feels good. Warmth relaxes many backs, like a hot water bottle in a towel for up to twenty minutes. Some like cold in the first days. Keep a cloth between it and your skin, and be careful if your skin feels numb.
talk-belt = A belt is not advised for back pain. It does not fix it, and you may move less. If one helps you through a hard task, use it for that hour only.
talk-hands-on = Some people feel better for a while after hands-on care. It works best together with exercise, so keep your plan going. Tell them about any numbness, weak legs, weak bones or blood thinners first.
talk-surgery = Most back pain gets better without surgery or injections. They are for a few clear cases, mostly with leg pain. Your doctor can tell you if that is you. Your own strength matters either way.
talk-disc = Discs are soft pads between the bones of your back. With a herniation, a bit of the pad pushes out and may press on a nerve. Most settle by themselves over weeks to months, and gentle movement is good. Act at once if you lose feeling between the legs, cannot control pee or stool, or a leg gets weak.
talk-sciatica = Sciatica is pain down the leg from an irritated nerve in the low back. It mostly eases in weeks. Keep moving in ways that bring the pain up out of the leg. Get help at once for numbness between the legs, trouble with pee, or a weak foot.
talk-arthritis = Backs change with the years, like skin gets lines. Many people with such changes have no pain, and they do not tell how you will be. Gentle exercise is good for these backs too.
talk-clicks = Clicks and pops are common and mean no harm when they do not hurt. They are mostly bubbles in the joints, or something soft that slides. You need not avoid them. If one comes with new strong pain or weakness, say “urgent”.
talk-harm = Hurt is not the same as harm. A sore back is often just sensitive. Moving gently is safe for most people, also with some pain. If something is new, like numbness or a weak leg, say “urgent”.
talk-how-long = Most new back pain eases within a few weeks. When it has been there for longer, it takes more time, and it often gets better in steps. I cannot tell you a day. Say “progress” to see your own line.
talk-flare = A flare-up is much more pain than usual, for hours or longer, that gets in the way of your day. It is common, and most settle in days to weeks. Keep moving gently, do less for a while, and say “check-in”, so that I can plan for it.
talk-why-pain = I cannot tell you what it is; that takes somebody who examines you. Most back pain has no single cause: sleep, stress, work and how you move all play in. That also means that there are many ways to make it better.
talk-other-pain = I am made for low back pain only. For other pain, please ask a pharmacist, a doctor or a physiotherapist. If it is chest pain, or pain in an arm or jaw, say “urgent”.

## Being sociable

talk-okay = All right. Tap a button when you are ready, or tell me how you are, like “pain 4, slept badly”.
talk-well = Glad to hear it.
talk-thanks = You are welcome.
talk-how-are-you = Thank you for asking. I am a program, so I am always the same. How is your back today? You can just write, like “pain 4, slept badly”.
talk-hello = Hello! Good to hear from you.
talk-bye = Take care. I am here when you need me.
talk-cross = I am sorry. I am only a program, and I do not always understand. You can tap a button, or say it in other words. Say “help” to see what I can do.
talk-laugh = Glad to hear a laugh. I am better at backs than at jokes.
talk-sorry = No need to be sorry.
