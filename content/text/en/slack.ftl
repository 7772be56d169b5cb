# Words of the Slack app itself: shown on lock screens, in channels and in Slack's own menus.
# None of them says anything about health: a colleague may read them over a shoulder.

slack-notice = You have a message from Poised.
slack-choose = Choose
slack-form-title = Poised
slack-only-direct = I only talk in private. Please write to me in a direct message.

slack-slash-here = Got it. My answer comes as a message here.
slack-slash-elsewhere = Got it. My answer is in our direct messages, where only you and I talk.
slack-slash-help =
    Here is what you can ask me after /poised:
    • today, checkin, progress, why
    • reminders, pause, resume, settings, language
    • urgent, privacy, export, delete
    • link, unlink, menu, back, skip, stop, help
    You can also just write to me in a direct message.

# Shown before the first question about health, where an employer runs the platform: Slack.
employer-notice =
    Before we start: this is Slack, and your workspace belongs to your organisation. The people who run the workspace may be able to read direct messages, this one too. If you do not want that, use Poised on another platform, or stop here.

# The app's manifest.
slack-app-name = Poised
slack-app-description = A calm companion for daily movement.
slack-shortcut-urgent = Urgent signs
slack-shortcut-urgent-description = When to get help at once
slack-slash-description = Ask Poised something in private
slack-slash-hint = today | checkin | reminders | urgent | help

# Pages that an administrator sees while installing the app.
slack-install-done = Poised is installed in your workspace. You can close this page and open the app in Slack.
slack-install-refused = The installation did not work. Please start it again from the install page.
slack-install-later = Poised cannot keep the installation right now. Please try again in a few minutes.
