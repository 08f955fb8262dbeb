# Clocks: when an answer is to be expected, the arithmetic of a clock, what the desk promises.

filed-due =
    Request received. Priority: { $priority }.
    { $answer }
    To add photos or more details, write here.
    { $reference }
answer-today = Answer by { $time } today.
answer-tomorrow = Answer by { $time } tomorrow.
answer-on = Answer by { $time } on { $weekday }, { $date }.
opens-today = today at { $time }
opens-tomorrow = tomorrow at { $time }
opens-on = on { $weekday }, { $date }, at { $time }
closed-now = The support team is closed now. It opens { $opens }.
closed-contacts = If the problem endangers patients, call somebody on the list now: /contacts
closed-emergency = If the problem puts patients in danger, call now: { $phone }

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

to-be-set = to be set
marked-answer-by = Answer by
marked-resolve-by = Resolve or pass on by
marked-expected = Answer by
queue-due = by { $time }
queue-late = late
queue-risk = At risk

why-head = The clock's arithmetic. Tier { $tier }, priority { $priority }.
why-gate = The clock's arithmetic. The request waits for the focal point.
why-none = No clock runs for this request.
    { $reference }
why-late-arrival = The message came { $span } after it was written. That time counts.
why-outage = The desk was down from { $from } to { $until } on { $day }. That time counts.
why-outage-days = The desk was down from { $from } to { $until }. That time counts.
why-response = First answer
why-resolution = Resolve or pass on
why-part = { $from } – { $until }: { $used }
why-part-always = { $from } – { $until }: { $used } (day and night)
why-part-reporter = { $from } – { $until }: not counted, waiting for the reporter
why-part-outside = { $from } – { $until }: not counted, waiting for a third party
why-part-resolved = { $from } – { $until }: not counted, it was resolved
why-sum = Sum: { $used } of { $target }.
why-sum-open = Sum: { $used }.
why-due = Ends: { $at }.
why-late = Late since { $at }.
why-paused = Paused since { $at }.
why-stopped = Kept: { $at }.
why-stopped-late = Ended late: { $at }.
why-open = A date is to be set: /deadline

sla-head = What the support team promises, in business hours:
sla-systems = { $systems }:
sla-none = No targets are set.
sla-tier = Tier { $tier } · { $name }
sla-line = { $priority }: answer { $response }, resolve or pass on { $resolution }
sla-line-always = { $priority } (day and night): answer { $response }, resolve or pass on { $resolution }
sla-standing = Late: { $late }. In the next 24 hours: { $soon }.

choice-queue-risk = At risk

help-why = /why { $example }: the arithmetic of its clock
help-sla = /sla: hours, targets, and what is at risk
help-stale = /stale: the requests without a change for longest
help-holiday = /holiday 25/11 Gaza: close for a day, there or everywhere

holiday-everywhere = the whole country
holiday-set = { $day }, { $place }: the support team is closed. Clocks are counted anew.
holiday-half = { $day }, { $place }: open { $hours } alone. Clocks are counted anew.
holiday-taken = { $day }, { $place }: a day like others again. Clocks are counted anew.
holiday-told = { $by } has set a day: { $day }, { $place }. The desk is closed.
holiday-told-half = { $by } has set a day: { $day }, { $place }. The desk is open only { $hours }.
holiday-told-taken = { $by } has taken a day out: { $day }, { $place }. The desk is open as usual.
holiday-moved = { $count ->
    [0] No open request has another deadline.
    [one] 1 open request has another deadline.
   *[other] { $count } open requests have other deadlines.
}
holiday-not-there = { $day }, { $place }: that day was not set.
holiday-none = No days are set. Write for example /holiday 25/11 Gaza
holiday-head = Days that are set:
holiday-line = { $day } · { $place } · closed
holiday-line-half = { $day } · { $place } · { $hours }
holiday-unclear = I did not understand. Write it like this:
    /holiday 25/11
    /holiday 25/11 Gaza 07:30-12:00
    /holiday remove 25/11 Gaza
