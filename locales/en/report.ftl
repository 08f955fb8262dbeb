# The request, from the first question to the receipt.

ask-system = Which system has the problem?
ask-where = At which health facility is the problem? Write its name or code.
ask-category = What kind of problem is it?
ask-question = { $question }
ask-question-help = { $question }
    { $help }
ask-urgency = How urgent is the problem?
ask-impact = Who is affected?
ask-severity = How severe is the problem?
ask-priority = With which priority is it to be solved?
not-a-pair = That priority does not go with the severity “{ $severity }”. It can be: { $allowed }.
one-priority = The severity “{ $severity }” has one priority alone. Lower the severity first.
only-lower = Severity and priority are only lowered here. Whoever created the request may raise its severity.
only-tier = Only tier { $tier } lowers severity and priority.
only-initiator = Only whoever created the request can do that.
only-appointed = Only appointed people create requests here. Write what you need and I will send it to them.
passed-to-appointed = Only appointed people create requests here. I sent your request for help to { $names }.
nobody-appointed = Only appointed people create requests here. Your facility does not have any yet.
no-severity = Requests about { $system } have no severity. Their priority says what comes first.
appointed-asked = { $name } ({ $facility }) asks for help: “{ $words }”
appointed-asked-files = { $count ->
    [one] { $name } ({ $facility }) asks for help and sent 1 file.
   *[other] { $name } ({ $facility }) asks for help and sent { $count } files.
}
appointed-asked-both = { $count ->
    [one] { $name } ({ $facility }) asks for help, with 1 file: “{ $words }”
   *[other] { $name } ({ $facility }) asks for help, with { $count } files: “{ $words }”
}
ask-description =
    Describe the problem. What did you do, and what did the screen show?
    Do not send patients' names or NID unless needed.
ask-photo = Can you send a photo of the screen? If you have none, choose «Skip».
summary-head = Summary of the request:
entry = { $name }: { $value }
entry-words = { $name }: «{ $value }»
skipped = no answer
suggested = { $value } (suggested)
summary-ask = Is everything right?
choose-field = What do you want to correct?
cancelled = Request deleted. Nothing was sent. It can be recovered for 24 hours.
confirm-cancel = Do you really want to delete this request?
nothing-to-cancel = There is nothing to cancel.
resume = You have an unfinished request (step { $step } of { $of }).
resume-begun = You have an unfinished request (step { $step } of { $of }): «{ $begun }».
idle = Your request is not sent yet. Do you want to continue?
idle-begun = The request «{ $begun }» is not sent yet. Do you want to continue?
back-to-draft = Back to the new request.
words-added = I added those words to the description.
draft-corrected = I corrected it in the request you are writing.
from-page = System: { $system }, from the page where you asked for help.
photos-kept = { $count ->
    [one] I received 1 file.
   *[other] I received { $count } files so far.
}
offer-person = You can also talk to a person.
sent-as-it-is = Your request went as it is. A technician will ask what is missing.
recovered = Your request is back.
nothing-to-recover = No request was deleted in the last 24 hours.
confirm-again = More than 2 minutes have passed. Please confirm again.
not-understood = I did not understand. Choose one of the options, or write its number.
cannot-skip = This answer is needed. To send it as it is, write “that is all”.
nothing-asked = No question is open. What do you need?
nothing-written = The message came empty. Write a few words.
still-missing = One answer is missing before sending.
filed =
    Request received. Priority: { $priority }.
    To add photos or details, write here.
    { $reference }
nothing-to-file = There is no request to send.
