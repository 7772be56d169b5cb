# The Home tab on Slack, and the check-in as a form there. Only the person sees them.

home-title = Poised
home-state = { $state ->
    [new] Hello! Let us get to know each other first. Write to me in the messages, or press the button.
    [outside] Nothing is planned for you here. The urgent signs are below, whatever the day.
    [locked] Your programme is paused until you have been seen. The urgent signs are below.
    [trained] Your session for today is done. Well rested is half the work.
    [checked] Today's check-in is done. Your exercises are ready when you are.
   *[fresh] Today's check-in is open. It takes half a minute.
}
home-reminder = Next message from me: { $when }.
home-no-reminder = No reminder is planned.
home-footer = I am a bot. No person reads these messages, and I am not for emergencies.
home-button-begin = Begin
home-button-checkin-form = Check in
home-button-today = Today's exercises
home-button-progress = Progress
home-button-pause = Take a break
home-button-reminders = Reminders
home-button-settings = Settings
home-button-export = Get my data
home-button-delete = Delete my data
home-button-urgent = Urgent signs

form-submit = Send
form-close = Later
form-elsewhere = There is no check-in to fill in right now. Have a look at our messages: I wrote to you there.
