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
ask-note = Write the note. Only the support team reads it.
    { $reference }
ask-reply = Write the reply. It goes to whoever reported.
    { $reference }
ask-question-words = Write the question. It goes to whoever reported.
    { $reference }
ask-resolution = Write how it was resolved. It goes to whoever reported.
    { $reference }
ask-still-broken = What is still not working? Write it in one sentence.
    { $reference }
done-take = You have taken the request.
    { $reference }
done-note = Note saved.
    { $reference }
done-reply = Reply sent.
    { $reference }
done-ask = Question sent.
    { $reference }
done-resolve = Marked as resolved. Whoever reported will confirm.
    { $reference }
done-answer = Sent to the support team.
    { $reference }
done-confirm = Thank you. The request is closed.
    { $reference }
done-reopen = Request reopened. The team will look again.
    { $reference }
which-ticket = Which request is it about? Your message is kept.
still-broken-or-new =
    This request was marked as resolved. Is it still not working, or is it another problem?
    { $reference }
thanks = Thank you. If there is another problem, write here.
only-words-go = Only text goes from here. The file was not sent.
not-written = All right. Nothing was sent.

no-such-request = I cannot find that request. Check the reference.
not-allowed = Your role does not allow that.
not-here = That is not possible here. Write to me in private.
not-now = That is no longer possible. Status of the request: { $status }.
    { $reference }
not-now-owned = Already taken by { $owner }. Status of the request: { $status }.
    { $reference }
check-the-number = Check the number: «{ $typed }» has a wrong digit.
which-reference = The request's reference is missing, for example { $example }.
did-you-mean = Did you mean /{ $command }?
unknown-command = I do not know that command. Write /help to see the list.
quarantined = Your message is kept, but it could not be handled. The support team will look at it.
already-answered = This question was already answered: «{ $chosen }».
dead-button = This button is no longer active.

help-reporter =
    Describe the problem in one message and I will ask the rest.
    /new: report a problem
    /mine: see your requests
    /status { $example }: see one request
    /guide: see what each form asks
    /cancel: stop what you are doing
    /lang pt: mudar para português
help-agent =
    /take, /note, /reply, /ask, /resolve: with the reference and the text.
    For example: /note { $example } I called the pharmacy.
    In a request's own thread, no reference is needed.
    Plain text in the thread becomes an internal note.
    /status { $example }: see one request
    /new: report a problem
    /lang pt: mudar para português
help-manager =
    /status { $example }: see one request
    /new: report a problem
    /mine: see your requests
    /guide: see what each form asks
    /lang pt: mudar para português

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
