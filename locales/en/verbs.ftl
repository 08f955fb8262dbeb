# Each verb: what is asked for (words-, value-for-), the receipt (done-) and the help (help-). The reference stands on the last line.

words-note = Write the note. Only the support team reads it.
    { $reference }
words-reply = Write the reply. It goes to the person who reported.
    { $reference }
words-ask = Write the question. It goes to the person who reported.
    { $reference }
words-resolve = Write how it was resolved. It goes to the person who reported.
    { $reference }
words-reopen = What still does not work? Write it in one sentence.
    { $reference }
words-reject = Why is it not for this help desk? The person who reported will read the reason.
    { $reference }
words-escalate = What was tried already? The next tier will read the note.
    { $reference }
words-wait = Whom or what is it waiting for? Only the team reads the note.
    { $reference }
words-refuse = Why is it not approved? The person who asked will read the reason.
    { $reference }
words-priority = Why this priority? The person who reported will read the reason.
    { $reference }
words-severity = Why this severity? The reporter will read the reason.
    { $reference }
words-category = Why this category? The person who reported will read the reason.
    { $reference }
words-visit = Who goes to the facility? Write the name.
    { $reference }

value-for-assign = To whom do you assign the request? In brackets is the number of requests that each person already has.
    { $reference }
value-for-duplicate = Which request does this one repeat? Write the other one's reference.
    { $reference }
value-for-priority = What is the new priority?
    { $reference }
value-for-severity = What is the new severity?
    { $reference }
value-for-category = What is the new category?
    { $reference }
value-for-tag = Which tag? Write the word, or -word to take it off.
    { $reference }
value-for-kind = Is it an incident or a problem?
    { $reference }
value-for-origin = Does it lie in the implementation, or is it a product defect?
    { $reference }
value-for-department = Which department?
    { $reference }
value-for-environment = Where does it happen?
    { $reference }
value-for-private = Is the request private?
    { $reference }
value-for-deadline = By which day is it to be resolved? For example 20/11/2026.
    { $reference }
value-for-visit = On which day is the visit? For example 20/11/2026.
    { $reference }

done-take = The request is yours.
done-assign = The request was assigned.
done-release = You let the request go. It is free for whoever takes it.
done-called = The call is noted.
done-note = Note saved.
done-reply = Reply saved.
done-ask = Question saved.
done-resolve = Marked as resolved.
done-close = The request is closed.
done-reject = Rejected: out of scope.
done-duplicate = Marked as a duplicate.
done-escalate = Passed on to the next tier.
done-wait = The request waits for somebody outside.
done-resume = The request is in progress again.
done-priority = Priority changed.
done-severity = Severity changed.
done-category = Category changed.
done-take-back = Undone.
done-tag = Tags changed.
done-kind = Kind changed.
done-origin = Origin changed.
done-department = Department changed.
done-environment = Environment changed.
done-private = Privacy changed.
done-deadline = Deadline saved.
done-visit = Visit saved.
done-answer = Sent to the support team.
done-confirm = Thank you. The request is closed.
done-reopen = The request is open again. The team will look at it.
done-still-need = All right. The request stays open. Answer here when you can.
done-withdraw = All right. The request is cancelled.
surely-withdraw = Do you really want to give this request up? { $reference }
surely-close = Its reporter has not confirmed that it works. Close it anyway? { $reference }
done-approve = Approved. The request goes to the support team.
done-pass-on = The request goes to the support team.
done-refuse = Not approved. The person who asked is told.

corrected = Text corrected. The earlier one stays in the history.
    { $reference }

mark-waiting = ⏳ On its way.
mark-delivered = ✓ Delivered.
mark-perhaps = ? Nobody knows whether it was delivered.
mark-failed = ✗ It was not delivered.
mark-taken-back = Undone.

taken-back = { $count ->
    [one] Undone. Nothing was sent.
   *[other] { $count } actions undone. Nothing was sent.
}
    { $reference }
taken-back-in-part = { $count ->
    [one] Only one action was undone. The rest cannot be undone any more.
   *[other] Only { $count } actions were undone. The rest cannot be undone any more.
}
    { $reference }
more = What else would you like to do?
    { $reference }
talking = From now on, what you write here goes to the person who reported.
    { $reference }
talk-ended = End of the conversation. What you write is no longer passed on.
    { $reference }
talk-is-over = The conversation ended because nobody wrote. Your message was not sent.
    { $reference }
not-that = I did not understand. Write it like this:
    { $usage }

value-kind-incident = Incident
value-kind-problem = Problem
value-origin-implementation = Implementation
value-origin-defect = Product defect
value-environment-production = Production
value-environment-test = Test
value-environment-training = Training
value-private-yes = Private
value-private-no = Not private

part-request = The request's number, for example BL-10429.
part-value = The new value. Without it I ask.
part-words = What you want to write. Without it I ask.
part-system = The system that has the problem.
part-category = The kind of problem.
part-answer = The name of the ready answer.

help-report = /new: report a problem
help-mine = /mine: see your requests
help-status = /status { $example }: see one request
help-confirm = /confirm { $example }: it works now
help-reopen = /reopen { $example } text: it still does not work
help-withdraw = /withdraw { $example }: cancel a request of yours
help-still-need = /stillneed { $example }: keep the request open
help-guide = /guide: the questions of each kind of problem
help-contacts = /contacts: who can help, with phone numbers
help-language = /lang pt: mudar para português
help-cancel = /cancel: stop what you are doing
help-link = /link CODE: use a code, or add another chat of yours
help-profile = /profile: see and change your details
help-leave = /leave: get no more messages
help-join = /join: ask to see your facility's requests
help-notifications = /notifications mine: choose what is sent to you
help-practice = /practice: try things out, without anything counting
help-quiet = /quiet 20-7: hours without notices
help-take = /take { $example }: make a request yours
help-assign = /assign { $example } name: give it to a colleague
help-release = /release { $example }: leave it to somebody else
help-called = /called { $example } text: note that you have called the reporter
help-note = /note { $example } text: internal note, for the team alone
help-reply = /reply { $example } text: write to the person who reported
help-ask = /ask { $example } question: ask the person who reported
help-canned = /canned { $example } name: send a ready reply
help-talk = /talk { $example }: talk to the person without commands
help-resolve = /resolve { $example } solution: mark as resolved
help-close = /close { $example }: close what is resolved
help-reject = /reject { $example } reason: out of scope
help-duplicate = /duplicate { $example } { $other }: the first repeats the second
help-escalate = /escalate { $example } text: pass on to the next tier
help-wait = /wait { $example } reason: waiting for somebody outside
help-resume = /resume { $example }: it waits no more
help-priority = /priority { $example } { $value } reason: change the priority
help-severity = /severity { $example } { $value } reason: change the severity
help-category = /category { $example } network reason: change the category
help-tag = /tag { $example } word: add (or -word: take off)
help-kind = /kind { $example } problem: incident or problem
help-origin = /origin { $example } defect: implementation or defect
help-department = /department { $example } name: change the department
help-environment = /environment { $example } test: production, test or training
help-private = /private { $example } yes: hide it from others
help-deadline = /deadline { $example } 20/11/2026: the promised day
help-visit = /visit { $example } 20/11/2026 name: a visit to the facility
help-take-back = /undo: undo what you have just done
help-history = /history { $example }: all that happened
help-watch = /follow { $example }: get its news
help-unwatch = /unfollow { $example }: stop getting its news
help-queue = /queue: see the requests to work on (or only some: /queue new, /queue stalled)
help-triage = /triage: see what is new, request by request
help-approve = /approve { $example }: approve a request
help-pass-on = /passon { $example }: pass a request on to the support team
help-refuse = /refuse { $example } reason: do not approve a request
help-on-behalf = /behalf name: report for somebody else
help-invite = /invite: invite a colleague
help-find-person = /user name: look somebody up
help-revoke = /revoke name: take the role away
help-block = /block name: the desk stops answering somebody
help-unblock = /unblock name: the desk answers them again
help-help = /help: see the commands
help-all = All commands: /help all
help-report-first = Describe the problem in one message, and I ask for the rest.
help-thread = In a request's topic you need not write the reference. Plain text becomes an internal note.
