### Why, for what no other file explains: what the person wrote, and what was prescribed.

why-tripwire = You wrote: “{ $quote }”. The words “{ $words }” match the sign “{ $rule }”, which can need a check, so I asked about it at once.
why-prescribed = This exercise was part of your session.
why-details-gone = This was decided before I was updated, so I no longer have its details.
