# News for those who follow, approve or own; who is let in to a facility; ready answers.

# For those who follow or own a request.
followed-take = { $who } has taken the request.
followed-reply = { $who } (support) has replied to the reporter.
followed-ask = { $who } (support) has asked the reporter a question.
followed-resolve = The team has resolved the request.
followed-reject = The team has rejected the request: out of scope.
followed-wait = The request now waits for somebody outside the support team.
followed-close = The request is closed.
followed-reopen = { $who } says that it still does not work.
followed-answer = { $who } has sent more information.
followed-confirm = { $who } has confirmed: it works.
followed-still-need = { $who } still needs the request.
followed-withdraw = { $who } does not need the request any more.
followed-approve = { $who } has approved the request.
followed-pass-on = { $who } passed the request on to the support team.
followed-refuse = { $who } has not approved the request.
followed-priority = The priority changed from { $from } to { $to }.
followed-severity = The severity changed from { $from } to { $to }.
followed-category = The category changed from { $from } to { $to }.
followed-tag = The tags changed: { $to }
followed-duplicate = The request repeats { $to }.
followed-deadline = The team has promised to resolve the request by { $to }.
followed-visit = { $to ->
    [none] The visit to the facility was called off.
   *[other] Visit to the facility: { $to }.
}
followed-escalate = The request has gone to support tier { $to }.

while-away = { $count ->
    [one] While you were away: 1 piece of news.
   *[other] While you were away: { $count } pieces of news.
}
news-digest-head = { $count ->
    [one] News of one request:
   *[other] News of { $count } requests:
}
new-ticket = New request:
of-facility = Of your facility:

# What is sent in private.
levels = Which news would you like to receive in private? Now: { $now }.
level-none = In private you receive only the messages that are meant for you.
level-mine = In private you receive the news of requests that you own or follow.
level-all = In private you receive each new request, and news of those you own or follow.
level-digest = In private you receive one summary a day, at 7:30. What is critical comes at once.
room-levels = Which news should this group receive?
room-level-all = This group receives all news.
room-level-mine = This group receives only the news of requests that were worked on here. The summaries of requests stay up to date.
room-level-none = This group receives no more news. The summaries of requests stay up to date.
quiet-ask = Write the hours in which you want no notices, for example: /quiet 20-7
quiet-ask-now = You receive no notices from { $from }:00 to { $until }:00. To change it: /quiet 20-7. To receive them at any hour: /quiet no
quiet-set = From { $from }:00 to { $until }:00 you receive no notices. They come after { $until }:00. What is critical comes at once.
quiet-off = You receive notices at any hour.

choice-level-none = None
choice-level-mine = Only mine
choice-level-all = All
choice-level-digest = Daily summary
choice-let-in = Accept
choice-let-in-not = Refuse

# Reading the facility's requests.
join-asked = The focal point has yet to confirm that you work at { $facility }. The answer comes here.
joined-already = You can read the requests of { $facility } already. Write /mine.
join-waits = The focal point has not answered yet about { $facility }. The answer comes here.
no-facility = Your facility is not in the list. Ask the focal point for its code and write /link CODE.
nobody-to-ask = { $facility } has no registered focal point. Ask a colleague for the facility's code and write /link CODE.
asks-to-join = { $name } says that they work at { $facility } and asks to read its requests. Do you confirm?
let-in = { $name } can read the facility's requests now.
not-let-in = All right. { $name } does not read the facility's requests.
let-in-before = It was answered already: { $name } can read the facility's requests.
not-let-in-before = It was answered already: { $name } does not read the facility's requests.
joined = { $by } has confirmed: you can read the requests of { $facility } now. Write /mine.
not-joined = { $by } has not confirmed that you work at { $facility }. You can still see your own requests.

# Reporting for somebody else.
behalf-name = For whom? Write the first name and the surname.
behalf-facility = At which health facility does { $name } work? Write its name or code.
behalf-found = I searched for «{ $typed }». Choose the facility, or «Other» to use this name.
finish-first = Finish or discard this request first.

# Approvals.
awaits-approval = It goes to the support team once it is approved.
at-gate = The focal point of your organisation looks at it first.
at-gate-until = The focal point of your organisation looks at it first. Undecided, it goes to the team { $at }.
gate-which = Which of these requests?
gate-nothing = No request waits for you.
gate-asks = Question sent. The answer comes here.
    { $reference }
gate-resolved = Solution sent. The reporter says whether it works.
    { $reference }
decided-approved = It was decided already: { $by } approved the request.
    { $reference }
decided-refused = It was decided already: { $by } did not approve the request.
    { $reference }
decided-passed = It was decided already: { $by } passed the request on.
    { $reference }
decided-kept = It was decided already: { $by } resolved the request.
    { $reference }
marked-incomplete = Incomplete: the rest is still to be asked
marked-unapproved = Without approval: there is nobody to approve

# The reporter receives no messages any more.
for-colleague = This message was for { $name }, who receives no messages any more. It comes to you because you are at the same facility:
forwarded = { $reporter } receives no messages any more. The message goes to { $to }, at the same facility.
    { $reference }
gone-blocked = { $reporter } is blocked: nothing is sent to them.
    { $reference }
gone = { $reporter } receives no messages any more, and no colleagues are registered. Please call.
    { $reference }

# Verbs.
done-watch = You now receive the news of this request. To stop, write /unfollow.
done-unwatch = You no longer receive the news of this request.
words-answer = Write what you want to add, or send a photo.
    { $reference }
choice-answer = Add information

# Ready answers.
canned-ready = Ready answers. To send one: /canned, the reference and the first letters of its name.
canned-name = · { $name }
canned-none = There are no ready answers. To make one: /canned new name: text
canned-which = Which of these answers do you want to send?
    { $reference }
canned-not-found = There is no ready answer «{ $typed }».
canned-kept = Ready answer saved: { $name }.
canned-removed = Ready answer deleted: { $name }.
canned-wrong-name = Write it like this: /canned new name: text. The name has up to 20 letters.
canned-taken = There is an answer of the name { $name } already.
canned-not-yours = The answer «{ $name }» is not yours. Only whoever made it can remove it.
