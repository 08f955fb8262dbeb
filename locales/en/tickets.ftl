# Requests: status, words for them, what cannot be, help.

ticket-head = { $reference } · { $status }
ticket-priority = Priority
ticket-facility = Health facility
ticket-reporter = Reported by
ticket-owner = Owner
ticket-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
mine-head = Your requests:
mine-line = { $reference } · { $system } · { $status }
no-tickets = You have no open requests.
which-ticket = Which request is it about? Your message is kept.
still-broken-or-new =
    This request was marked as resolved. Is it still not working, or is it another problem?
    { $reference }
works-or-new =
    This request was marked as resolved. Does it work now, or is it another problem?
    { $reference }
thanks = Thank you. If there is another problem, write here.
one-command-each = One command to a message. I did nothing: send each one apart.
only-words-go = You can send only text here. The file was not sent.
not-written = All right. Nothing was sent.

no-such-request = I cannot find that request. Check the reference.
not-allowed = Your role does not allow that.
not-here = That is not possible here. Write to me in private.
closed-already = The request is closed already. Thank you for confirming.
    { $reference }
not-now = That is not possible now. Status of the request: { $status }.
    { $reference }
not-now-owned = Already taken by { $owner }. Status of the request: { $status }.
    { $reference }
check-the-number = Check the reference: «{ $typed }» has a wrong number.
which-reference = The request's reference is missing, for example { $example }.
did-you-mean = Did you mean /{ $command }?
unknown-command = I do not know that command. Write /help to see the list.
quarantined = Your message is kept, but it could not be handled. The support team will look at it.
already-answered = This question was already answered: «{ $chosen }».
dead-button = This button no longer works.
others-button = This button is for somebody else.


status-waiting-focal-point = Waiting for focal point
status-new = New
status-in-progress = In progress
status-waiting-reporter = Waiting for reporter
status-waiting-third-party = Waiting on third party
status-resolved = Resolved
status-closed = Closed
status-duplicate = Duplicate
status-rejected = Rejected
status-cancelled = Cancelled
status-waiting-you = Waiting for you

already-so = It is so already.
talk-needs-thread = Here the conversation would mix with the team's. Use the request's topic, or write to me in private.
too-late = It cannot be undone any more. The message was sent, or the request has changed.
edit-too-late = I saw the correction, but the message had been handled. To change it, write again.
history-head = The request's history:
history-line = { $at } · { $who } · { $what }
history-line-nobody = { $at } · { $what }
history-change = { $what }: { $from } → { $to }
quoted = “{ $words }”
history-earlier = (before: “{ $words }”)
history-taken-back = (undone)
marked-problem = Problem
marked-private = Private
marked-unanswered = Closed without an answer
marked-lapsed = Not approved by the focal point
marked-call = ☎ Call the reporter
marked-call-phone = ☎ Call the reporter: { $phone }
marked-pending = Waiting for approval
marked-origin = Origin
marked-department = Department
marked-environment = Environment
marked-deadline = Deadline
marked-visit = Visit
marked-tags = Tags
marked-tier = Tier
marked-repeated = { $count ->
    [one] Another request repeats this one
   *[other] { $count } requests repeat this one
}
marked-behalf = On behalf of
marked-page = Page

happened-file = Reported
happened-take = Taken
happened-assign = Assigned to
happened-release = Released
happened-called = Telephone call
happened-note = Note
happened-reply = Reply
happened-ask = Question
happened-resolve = Resolved
happened-close = Closed
happened-reject = Rejected
happened-duplicate = Marked as a duplicate
happened-escalate = Passed on
happened-wait = Waiting for somebody outside
happened-resume = Resumed
happened-priority = Priority
happened-severity = Severity
happened-category = Category
happened-tag = Tag
happened-kind = Kind
happened-origin = Origin
happened-department = Department
happened-environment = Environment
happened-private = Private
happened-deadline = Deadline
happened-visit = Visit
happened-answer = Message to the team
happened-confirm = Confirmed
happened-reopen = Reopened
happened-withdraw = Cancelled by the reporter
happened-still-need = Still needed
happened-lapse = Closed without an answer
happened-forward = Passed on without an answer of the focal point
happened-approve = Approved
happened-pass-on = Passed on to the support team
happened-refuse = Not approved
happened-take-back = Undone
happened-edit = Text corrected
