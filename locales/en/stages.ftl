# What the clocks make happen.

stage-answer-soon = This request waits for an answer until { $until }.
stage-answer-late = Nobody answered this request within the time of tier { $tier }.
stage-due-soon = The time for this request is over soon: { $until }.
stage-passed-over = The time is over at tier { $from }. The request goes to tier { $to }.
stage-overdue = The time for this request is over at tier { $tier }, which is the last.
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
