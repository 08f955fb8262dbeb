# Forms: what is said when an answer does not fit, and the guide for printing.

not-a-number = Write just a number, for example 12 or 3.5.
not-a-number-least = Write just a number, { $least } or more.
not-a-number-most = Write just a number, { $most } at most.
not-a-number-between = Write just a number, from { $least } to { $most }.
not-a-date = Write a date, for example 20/11/2026 or «yesterday».
not-yes-or-no = Answer «yes» or «no».
not-a-file = The file is missing. Send a photo or a document.
which-facility = For «{ $typed }» I found this. Choose the health facility.
no-such-facility =
    I did not find «{ $typed }» in the list.
    Write it again, or choose «Other» to use this name.
form-description = What you did, and what the screen showed. No names or NID of patients.
form-files = A photo of the screen helps. Cover patients' data.
form-added = I added the form to the request that you were writing.
form-changed = The questions have changed meanwhile. The answers that still fit are kept.

which-guide = Which kind of problem would you like to see the questions of?
guide-head = Guide: { $category }
guide-approval = This request needs approval before it is worked on.
guide-no-questions = It has no questions of its own.
guide-question = { $number }. { $question }
guide-only-if = Only if answer { $number } is: { $answers }.
guide-choice = Choose: { $options }.
guide-text = Answer in your own words.
guide-number = Write a number, for example 12 or 3.5.
guide-number-between = Write a number, from { $least } to { $most }.
guide-number-least = Write a number, { $least } or more.
guide-number-most = Write a number, { $most } at most.
guide-date = Write a date, for example 20/11/2026 or «yesterday».
guide-yes-no = Answer yes or no.
guide-attachment = Send a photo or a document.
guide-facility = Write the name or the code of the health facility.
guide-person = Write the first name and the surname.
guide-required = Required.
guide-optional = May be skipped.
guide-after = Every request also asks for the system, the urgency, who is affected, description and photos.
guide-sheet = Guide to the forms
guide-always = In every request
