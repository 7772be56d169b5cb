# What the Telegram adapter says itself: in groups, on buttons that no longer count, in the menu.
# Nothing here may tell anything about a person: others may read it over their shoulder.

telegram-group = Hello! I only talk in a private chat. Tap here to write to me: { $link }
telegram-expired = This button no longer works. Please use the newest message, or type /menu.

# Shown in an empty chat, before the first message (at most 512 characters).
telegram-description =
    Poised goes with you through low back pain, a few minutes a day: a check for warning signs, a plan that fits how you feel, gentle movement, and short check-ins.

    It is not a doctor, and nobody is watching this chat. In an emergency, call your local emergency number.

    Tap Start to begin.
# Shown on the profile and when the bot is shared (at most 120 characters).
telegram-short-description = A daily companion for low back pain: small steps, clear reasons, your pace. Not for emergencies.

# Slash commands in the menu (at most 256 characters each).
telegram-command-today = Start today's session
telegram-command-checkin = Tell me how today is
telegram-command-progress = See how you are doing
telegram-command-urgent = Signs that need help now
telegram-command-menu = Show everything you can do
telegram-command-help = Get help with this chat
telegram-command-back = Go back one question
telegram-command-skip = Skip this question
telegram-command-pause = Take a break; carry on later
telegram-command-stop = Stop what we are doing now
telegram-command-why = Why I suggest this
telegram-command-reminders = Choose when I remind you
telegram-command-settings = Change your settings
telegram-command-language = Change the language
telegram-command-privacy = What I keep, and your rights
telegram-command-export = Get a copy of your data
telegram-command-delete = Delete your data
