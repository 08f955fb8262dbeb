# The queue: pages, filters, the morning's digest, replies to several requests at once.

queue-head = Queue{ $filter }: { $count ->
    [one] 1 request
   *[other] { $count } requests
}
queue-range = ({ $first } to { $last } of { $count })
queue-range-one = ({ $first } of { $count })
queue-number = Type a number to see a request.
queue-empty = Queue{ $filter }: there are no requests.
queue-partly = Only the 2000 newest requests were searched for the text. There may be older ones.
queue-unowned = Unassigned
queue-closed-too = Closed ones too
queue-incomplete = incomplete
queue-deadline = due { $day }
queue-stalled = no change for { $age }
queue-minutes = { $count } min
queue-hours = { $count } h
queue-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
queue-unclear = I do not understand “{ $words }”. Type for example:
    /queue new priority:urgent province:Gaza
    /queue state:resolved text:"does not open"
queue-ambiguous = “{ $word }” may be: { $keys }. Type for example /queue { $key }:{ $word }
queue-facility = «{ $word }» may be: { $facilities }. Write the code: /queue facility:{ $code }
queue-not-on-list = Number { $number } is not on the last list, which goes from { $first } to { $last }.
queue-no-listing = I do not know which requests these numbers are. I have shown no list in the last 24 hours. Type /queue and reply with the numbers.
queue-photo-question = Could you send a photo of the screen or the device that shows the problem?

digest-head = Good morning, { $name }. Requests of yours: { $mine }. New, for anyone to take: { $fresh }.
digest-more = { $count ->
    [one] And 1 more request: type /queue
   *[other] And { $count } more requests: type /queue
}
digest-reply = Reply with the numbers, for example:
    1 done restarted the server; 2 esc no access to the server; 3 photo?
digest-nothing = You have no requests, and no new ones wait.

batch-part = { $number }. { $reference }: { $end }
batch-part-nothing = { $number }. { $end }
batch-no-reason = The reason is missing. Nothing was done.
batch-no-resolution = How it was resolved is missing. Nothing was done.
batch-no-words = The words are missing. Nothing was done.
batch-no-value = The choice is missing, or there is no such choice. Nothing was done.
batch-not-understood = I do not understand “{ $typed }”.
batch-not-on-list = It is not on the last list.
batch-check-the-number = A number in “{ $typed }” is wrong. A reference looks like this: { $example }
batch-not-now = That is not possible now. Status: { $status }.

choice-queue = Queue
choice-queue-new = New
choice-queue-mine = Mine
choice-queue-stalled = Stalled
choice-queue-all = All
choice-queue-next = Next
choice-queue-previous = Previous
choice-triage-next = Next request
choice-triage-again = See them again
board-head = { $count ->
    [0] Queue: no request waits to be taken.
    [one] Queue: { $count } request waits to be taken.
   *[other] Queue: { $count } requests wait to be taken.
}
board-more = { $count ->
    [one] { $count } more. See them all: /queue
   *[other] { $count } more. See them all: /queue
}
card-moved-tier = { $reference } is now with tier { $tier }, in another group.
card-moved-system = { $reference } is now about { $system }, in another group.
queue-calls = To be called
triage-head = { $count ->
    [0] Triage: the last new request.
    [one] Triage: this and 1 more new request.
   *[other] Triage: this and { $count } more new requests.
}
triage-seen = { $count ->
    [one] Triage done. The new request that still waits was seen already.
   *[other] Triage done. The { $count } new requests that still wait were seen already.
}
triage-done = Triage done: no new requests are left.
