# What the clocks make happen.

stage-answer-soon = This request waits for an answer until { $until }.
stage-answer-late = Nobody answered this request within the time of tier { $tier }.
stage-due-soon = The time for this request is over soon: { $until }.
stage-passed-over = The time is over at tier { $from }. The request goes to tier { $to }.
stage-overdue = The time for this request is over in tier { $tier }. There is nobody above to take it.
stage-silent = You took this request, and there is no news. Go on with it, or let it go.
stage-given-back = { $agent } did not go on with this request. It is free again.
stage-unstaffed = Nobody is on duty at tier { $tier }. This request waits.
handover-nothing = Handover: nothing has been tried yet.
handover-tried = Handover. This was done:
handover-item = – { $words }
handover-asked = Question: “{ $words }”
handover-answered = Answer: “{ $words }”
handover-files = { $count ->
    [one] 1 file sent
   *[other] { $count } files sent
}
happened-pass-over = Passed on, its time was over
happened-give-back = Free again, nothing came of it
watch-ahead = The server’s clock is { $time } ahead. Deadlines are held. Set its time.
watch-behind = The server’s clock is { $time } behind. Deadlines are held. Set its time.
watch-over = The server’s clock is right again. Deadlines go on.
length-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
length-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
length-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}

# Tiers, and who is on duty.
duty-checklist = Before you pass it on, check:
duty-item = ☐ { $item }
duty-ask-away = Until what day are you away, and who stands in? For example: /away 05/12 Benedito
duty-no-such-deputy = I find no “{ $typed }” in the team. Write the name of who gets your requests.
duty-away-set = You are away from { $from } to { $until }. To come back earlier: /present
duty-away-deputy = { $deputy } gets your requests.
duty-away-free = Your requests are free for the team.
duty-back = You are on duty again.
duty-not-away = You have no absence.
duty-deputy = { $name } is away until { $until }. These requests are yours now:
duty-head = Who is on duty:
duty-tier = Tier { $tier }
duty-no-tier = Without a tier
duty-nobody = – nobody
duty-here = – { $name }
duty-away = – { $name }: away until { $until }
duty-away-for = – { $name }: away until { $until }, { $deputy } stands in
rota-line = – { $days } { $hours }: { $name }
rota-line-now = – { $days } { $hours }: { $name } (now)
rota-away = , away until { $until }
rota-away-for = , away until { $until }, { $deputy } stands in
rota-set = Tier { $tier }: { $name }, { $days } { $hours }.
rota-taken = { $name } has no shifts at tier { $tier } any more.
rota-ended = Tier { $tier } has no rota any more. Everybody of the tier counts.
rota-none = There are no such shifts at tier { $tier }.
rota-who = I find no “{ $typed }” in the team. Write the name of whoever is on duty.
rota-unclear = I did not understand. Write it like this:
    /rota tier 2 mon-fri 8-16 Benedito
    /rota tier 2 sat 8-12 Carla
    /rota remove tier 2 Carla
stage-on-duty = You are on duty at tier { $tier }. This request waits there.
nobody-there = Nobody works at tier { $tier }. To which tier does the request go?
nobody-anywhere = Nobody works at tier { $tier }, nor at another. The request stays where it is.
absent-until = { $name } is away until { $until }. The request stays as it was.
absent-deputy = { $deputy } stands in. Assign it?
absent-nobody = Nobody stands in. Who is to have the request?
stage-handed-over = { $agent } is away. { $deputy } has this request now.
stage-freed = { $agent } is away. This request is free.
happened-hand-over = Handed over, during an absence
help-away = /away 05/12 name: until when you are away, and who stands in
help-present = /present: you are on duty again
help-rota = /rota: who is on duty. Those who manage the desk set shifts: /rota tier 2 mon-fri 8-16 name
