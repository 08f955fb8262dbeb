# Novidades de um pedido, para quem reportou, para a equipa e para os parceiros.

partner-line = { $system } · { $status }
    { $reference }
taken = { $agent } já está a tratar do seu pedido.
    { $reference }
reply = { $agent } (apoio) responde: «{ $words }»
    { $reference }
question = { $agent } (apoio) pergunta: «{ $words }»
    Responda aqui, por favor.
    { $reference }
resolved = A equipa deu o pedido como resolvido. Já funciona?
    { $reference }
resolved-words = A equipa deu o pedido como resolvido: «{ $words }»
    Já funciona?
    { $reference }
note-added = Nota de { $author }: «{ $words }»
    { $reference }
reply-sent = { $agent } respondeu a quem reportou: «{ $words }»
    { $reference }
question-sent = { $agent } perguntou a quem reportou: «{ $words }»
    { $reference }
answered = { $reporter } escreveu: «{ $words }»
    { $reference }
answered-files = { $count ->
    [one] { $reporter } enviou 1 ficheiro.
   *[other] { $reporter } enviou { $count } ficheiros.
}
    { $reference }
answered-both = { $count ->
    [one] { $reporter } enviou 1 ficheiro e escreveu: «{ $words }»
   *[other] { $reporter } enviou { $count } ficheiros e escreveu: «{ $words }»
}
    { $reference }
unreachable = A mensagem não chegou a { $reporter }: o chat está bloqueado. Contacte por telefone.
confirmed = { $reporter } confirmou: já funciona.
    { $reference }
reopened = { $reporter } diz que ainda não funciona.
    { $reference }
reopened-words = { $reporter } diz que ainda não funciona: «{ $words }»
    { $reference }
