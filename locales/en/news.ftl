# A request's news, for whoever reported it, for the team and for partners.

partner-line = { $system } · { $status }
    { $reference }
taken = { $agent } is now working on your request.
    { $reference }
reply = { $agent } (support) replies: «{ $words }»
    { $reference }
question = { $agent } (support) asks: «{ $words }»
    Please answer here.
    { $reference }
question-focal = { $agent } (focal point) asks: “{ $words }”
    Please answer here.
    { $reference }
resolved = The team marked the request as resolved. Does it work now?
    { $reference }
resolved-words = The team marked the request as resolved: «{ $words }»
    Does it work now?
    { $reference }
resolved-focal = { $agent } (focal point) reports it as resolved. Does it work now?
    { $reference }
resolved-focal-words = { $agent } (focal point) reports it as resolved: “{ $words }”
    Does it work now?
    { $reference }
note-added-files = { $author } added files, for the team only.
    { $reference }
note-added = Note by { $author }: «{ $words }»
    { $reference }
answered = { $reporter } wrote: «{ $words }»
    { $reference }
answered-files = { $count ->
    [one] { $reporter } sent 1 file.
   *[other] { $reporter } sent { $count } files.
}
    { $reference }
answered-both = { $count ->
    [one] { $reporter } sent 1 file and wrote: «{ $words }»
   *[other] { $reporter } sent { $count } files and wrote: «{ $words }»
}
    { $reference }
unreachable = The message did not reach { $reporter }: their chat is blocked. Please phone them.
confirmed = { $reporter } confirmed: it works.
    { $reference }
reopened = { $reporter } says that it still does not work.
    { $reference }
reopened-words = { $reporter } says that it still does not work: «{ $words }»
    { $reference }
sent-reply = { $agent } replies to the person who reported: “{ $words }”
sent-ask = { $agent } asks the person who reported: “{ $words }”
sent-resolve = { $agent } marks the request as resolved: “{ $words }”
sent-reject = { $agent } rejects the request: “{ $words }”
priority-changed = The priority of your request changed from { $from } to { $to }: “{ $words }”
    { $reference }
category-changed = The category of your request changed from { $from } to { $to }: “{ $words }”
    { $reference }
severity-changed = The request's severity changed from { $from } to { $to }: “{ $words }”
    { $reference }
priority-is = Priority: { $priority }
tag-added = Your request has a new tag: { $tag }.
    { $reference }
tag-removed = Your request no longer has the tag { $tag }.
    { $reference }
rejected = This help desk cannot deal with your request: “{ $words }”
    { $reference }
duplicate-of = There is already a request about the same problem: { $master }. Yours counts all the same. We will tell you when there is news.
    { $reference }
master-resolved = Request { $master }, about the same problem, was resolved. If it still does not work, write here.
    { $reference }
waits-outside = Your request now waits for somebody outside the support team. We will tell you when it goes on.
    { $reference }
also-reported = Somebody else has reported the same problem. Both requests count.
    { $reference }
closed = Your request is closed. If it fails again, write here.
    { $reference }
still-asked = The team still waits for your answer. Please answer here.
    { $reference }
still-asked-words = The team still waits for your answer: «{ $words }»
    Please answer here.
    { $reference }
does-it-work = The team has marked the request as resolved. Does it work now?
    { $reference }
will-close = We will close this request on { $day }, since no answer came. Do you still need it?
    { $reference }
unanswered = The request is closed, since no answer came. It can be opened again until { $day }.
    { $reference }
forwarded-to-desk = The request has gone to the help desk, without waiting longer for the focal point.
    { $reference }
still-needed = { $reporter } still needs the request, but has not answered the question.
    { $reference }
reopened-by-other = { $by } reopened the request.
    { $reference }
reopened-by-other-words = { $by } reopened the request: “{ $words }”
    { $reference }
confirmed-by-colleague = { $colleague } confirmed that it works. The request is closed.
    { $reference }
deadline-set = The team has promised to resolve your request by { $day }.
    { $reference }
visit-set = { $technician } will come to your facility on { $day }.
    { $reference }
visit-off = The visit of { $day } was called off.
    { $reference }
passed-on = Your request has gone to support tier { $tier }.
    { $reference }
approved = { $by } approved the request.
    { $reference }
passed-in = { $by } passed the request on to the support team.
    { $reference }
refused = { $by } did not approve the request: “{ $words }”
    { $reference }
assigned-to-self = { $agent } took the request over.
    { $reference }
assigned = { $by } assigned the request to { $agent }.
    { $reference }
released = { $agent } let the request go. It is free.
    { $reference }
escalated = { $agent } passed the request on to tier { $tier }: “{ $words }”
    { $reference }
withdrawn = { $reporter } does not need the request any more.
    { $reference }
withdrawn-words = { $reporter } does not need the request any more: “{ $words }”
    { $reference }
edited = { $author } corrected what they wrote. Before: “{ $before }”. Now: “{ $after }”
    { $reference }
partner-line-private = Private request
    { $reference }
of-partner = A new request of your organisation:
approval-asked = A request waits for your approval:
approval-overdue = This request still waits for your approval:
gate-asked = New request of your organisation. Resolve it there, pass it on, or ask:
gate-overdue = This request of your organisation still waits for you:
