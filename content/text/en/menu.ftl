### Home: what a person can do next.

menu-next = { $state ->
    [trained] You have done your session today. Well done. What would you like to do?
    [checked] You have checked in today. Next is your session of about { $minutes } minutes, if you like.
   *[fresh] What would you like to do? A check-in takes half a minute, your session about { $minutes } minutes.
}
menu-next-today-first = Today's session
menu-next-today-again = One more session
menu-next-checkin-first = Check in
menu-next-checkin-again = Change my check-in
menu-next-progress = How it goes
menu-next-why = Why this plan
menu-next-settings = Settings
menu-next-urgent = Urgent signs
