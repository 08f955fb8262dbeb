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
resolved = The team marked the request as resolved. Does it work now?
    { $reference }
resolved-words = The team marked the request as resolved: «{ $words }»
    Does it work now?
    { $reference }
note-added = Note by { $author }: «{ $words }»
    { $reference }
reply-sent = { $agent } replied to whoever reported: «{ $words }»
    { $reference }
question-sent = { $agent } asked whoever reported: «{ $words }»
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
