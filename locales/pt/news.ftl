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
question-focal = { $agent } (ponto focal) pergunta: «{ $words }»
    Responda aqui, por favor.
    { $reference }
resolved = A equipa deu o pedido como resolvido. Já funciona?
    { $reference }
resolved-words = A equipa deu o pedido como resolvido: «{ $words }»
    Já funciona?
    { $reference }
resolved-focal = { $agent } (ponto focal) deu o pedido como resolvido. Já funciona?
    { $reference }
resolved-focal-words = { $agent } (ponto focal) deu o pedido como resolvido: «{ $words }»
    Já funciona?
    { $reference }
note-added-files = { $author } juntou ficheiros, só para a equipa.
    { $reference }
note-added = Nota de { $author }: «{ $words }»
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
sent-reply = { $agent } responde a quem reportou: «{ $words }»
sent-ask = { $agent } pergunta a quem reportou: «{ $words }»
sent-resolve = { $agent } dá o pedido como resolvido: «{ $words }»
sent-reject = { $agent } rejeita o pedido: «{ $words }»
priority-changed = A prioridade do seu pedido mudou de { $from } para { $to }: «{ $words }»
    { $reference }
category-changed = A categoria do seu pedido mudou de { $from } para { $to }: «{ $words }»
    { $reference }
severity-changed = A gravidade do pedido mudou de { $from } para { $to }: «{ $words }»
    { $reference }
priority-is = Prioridade: { $priority }
tag-added = O seu pedido tem uma etiqueta nova: { $tag }.
    { $reference }
tag-removed = O seu pedido deixou de ter a etiqueta { $tag }.
    { $reference }
rejected = Este apoio não pode tratar do seu pedido: «{ $words }»
    { $reference }
duplicate-of = Já há um pedido sobre o mesmo problema: { $master }. O seu conta na mesma. Avisamos quando houver novidades.
    { $reference }
master-resolved = O pedido { $master }, sobre o mesmo problema, foi resolvido. Se ainda não funciona, escreva aqui.
    { $reference }
waits-outside = O seu pedido espera agora por alguém fora da equipa de apoio. Avisamos quando avançar.
    { $reference }
also-reported = Outra pessoa reportou o mesmo problema. Os dois pedidos contam.
    { $reference }
closed = O seu pedido ficou fechado. Se voltar a falhar, escreva aqui.
    { $reference }
still-asked = A equipa ainda espera pela sua resposta. Responda aqui, por favor.
    { $reference }
still-asked-words = A equipa ainda espera pela sua resposta: «{ $words }»
    Responda aqui, por favor.
    { $reference }
does-it-work = O pedido foi dado como resolvido. Já funciona?
    { $reference }
will-close = Vamos fechar este pedido a { $day }, por falta de resposta. Ainda precisa dele?
    { $reference }
unanswered = O pedido ficou fechado, por falta de resposta. Pode ser reaberto até { $day }.
    { $reference }
forwarded-to-desk = O pedido seguiu para a equipa de apoio, sem esperar mais pelo ponto focal.
    { $reference }
still-needed = { $reporter } ainda precisa do pedido, mas não respondeu à pergunta.
    { $reference }
reopened-by-other = { $by } reabriu o pedido.
    { $reference }
reopened-by-other-words = { $by } reabriu o pedido: «{ $words }»
    { $reference }
confirmed-by-colleague = { $colleague } confirmou que já funciona. O pedido fica fechado.
    { $reference }
deadline-set = A equipa prometeu resolver o seu pedido até { $day }.
    { $reference }
visit-set = { $technician } vai à sua Unidade Sanitária no dia { $day }.
    { $reference }
visit-off = A visita do dia { $day } foi desmarcada.
    { $reference }
passed-on = O seu pedido passou para o nível { $tier } do apoio.
    { $reference }
approved = { $by } aprovou o pedido.
    { $reference }
passed-in = { $by } passou o pedido à equipa de apoio.
    { $reference }
refused = { $by } não aprovou o pedido: «{ $words }»
    { $reference }
assigned-to-self = { $agent } ficou com o pedido.
    { $reference }
assigned = { $by } atribuiu o pedido a { $agent }.
    { $reference }
released = { $agent } largou o pedido. Está livre.
    { $reference }
escalated = { $agent } encaminhou o pedido para o nível { $tier }: «{ $words }»
    { $reference }
withdrawn = { $reporter } já não precisa do pedido.
    { $reference }
withdrawn-words = { $reporter } já não precisa do pedido: «{ $words }»
    { $reference }
edited = { $author } corrigiu o que escreveu. Antes: «{ $before }». Agora: «{ $after }»
    { $reference }
partner-line-private = Pedido privado
    { $reference }
of-partner = Novo pedido da sua organização:
approval-asked = Um pedido espera pela sua aprovação:
approval-overdue = Este pedido ainda espera pela sua aprovação:
gate-asked = Novo pedido da sua organização. Resolva cá, passe adiante ou pergunte:
gate-overdue = Este pedido da sua organização ainda espera por si:
