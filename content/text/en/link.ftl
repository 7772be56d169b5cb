### One person in two chats: /link and /unlink. Nothing here tells anything about health.

link-moment = One moment, please.
link-code = Your code is { $code }

    Open your other chat with me and send “/link” with this code behind it. On Slack write “/poised link” and the code.

    The code works once, for 10 minutes. Show it to nobody else: whoever has it can join your chat.
link-first = I can join two chats once you have said yes to my terms. Do you have a code from your other chat? Then send “/link” with the code behind it.
link-sure = If I join your two chats, you are one person for me in both of them.

    • The plan and the past of the chat that made the code stay.
    • What you have here goes. It stays only if there is no plan over there.
    • Warning signs you told me in either chat keep counting.
    • Reminders go to the chat that you used last.

    Shall I join them?
link-sure-yes = Yes, join them
link-sure-no = No, keep them apart
link-kept = All right. Both chats stay as they are.
link-done = Your chats are joined. It does not matter in which one you write. Reminders come once, to the chat you used last. “/unlink” takes a chat off again.
link-used = Your code was used in another chat, which is now joined with this one. Was that not you? Then send “/delete” here: it deletes everything, there too.
link-wrong = That code joins nothing. It may be mistyped, used or too old. Send “/link” in your other chat to get a new one.
link-slow = Those were many tries. Please wait a minute, then try again.
link-own = That is your own code. Send it in the other chat.
link-full = You have joined as many chats as I can keep. Send “/unlink” in one of them first.
link-alone = This chat is not joined with another. Send “/link” to get a code.
link-undone = This chat is taken off. Your plan and your past stay in the other chat. If you write here again, we start anew.
link-locked = I cannot take a chat off just now. You can still delete everything, here or in the other chat.
