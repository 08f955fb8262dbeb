# O pedido, da primeira pergunta ao recibo.

ask-system = Em que sistema está o problema?
ask-where = Em que Unidade Sanitária está o problema? Escreva o nome ou o código.
ask-category = Que tipo de problema é?
ask-question = { $question }
ask-question-help = { $question }
    { $help }
ask-urgency = Qual é a urgência do problema?
ask-impact = Quem é afectado?
ask-severity = Que gravidade tem o problema?
ask-priority = Com que prioridade deve ser resolvido?
not-a-pair = Essa prioridade não vai com a gravidade «{ $severity }». Pode ser: { $allowed }.
one-priority = A gravidade «{ $severity }» tem uma só prioridade. É preciso reduzir antes a gravidade.
only-lower = Aqui a gravidade e a prioridade só se reduzem. Quem criou o pedido pode subir a gravidade.
only-tier = Só o nível { $tier } do apoio reduz a gravidade e a prioridade.
only-initiator = Só quem criou o pedido o pode fazer.
only-appointed = Aqui só os responsáveis nomeados criam pedidos. Escreva o que precisa e eu envio-lhes.
passed-to-appointed = Aqui só os responsáveis nomeados criam pedidos. Enviei o seu pedido de ajuda a { $names }.
nobody-appointed = Aqui só os responsáveis nomeados criam pedidos. A sua Unidade Sanitária ainda não tem nenhum.
no-severity = Os pedidos de { $system } não têm gravidade. A prioridade diz o que vem primeiro.
appointed-asked = { $name } ({ $facility }) pede ajuda: «{ $words }»
appointed-asked-files = { $count ->
    [one] { $name } ({ $facility }) pede ajuda e enviou 1 ficheiro.
   *[other] { $name } ({ $facility }) pede ajuda e enviou { $count } ficheiros.
}
appointed-asked-both = { $count ->
    [one] { $name } ({ $facility }) pede ajuda, com 1 ficheiro: «{ $words }»
   *[other] { $name } ({ $facility }) pede ajuda, com { $count } ficheiros: «{ $words }»
}
ask-description =
    Descreva o problema. O que fez e o que apareceu no ecrã?
    Não envie nomes nem NID de doentes, se não for preciso.
ask-photo = Pode enviar uma foto do ecrã? Se não tiver, escolha «Saltar».
summary-head = Resumo do pedido:
entry = { $name }: { $value }
entry-words = { $name }: «{ $value }»
skipped = sem resposta
suggested = { $value } (sugestão)
summary-ask = Está tudo certo?
choose-field = O que quer corrigir?
cancelled = Pedido apagado. Nada foi enviado. Pode recuperá-lo durante 24 horas.
confirm-cancel = Quer mesmo apagar este pedido?
nothing-to-cancel = Não há nada para cancelar.
resume = Tem um pedido por terminar (passo { $step } de { $of }).
resume-begun = Tem um pedido por terminar (passo { $step } de { $of }): «{ $begun }».
idle = O seu pedido ainda não foi enviado. Quer continuar?
idle-begun = O pedido «{ $begun }» ainda não foi enviado. Quer continuar?
back-to-draft = De volta ao novo pedido.
words-added = Juntei essas palavras à descrição.
draft-corrected = Corrigi no pedido que está a escrever.
from-page = Sistema: { $system }, da página onde pediu ajuda.
photos-kept = { $count ->
    [one] Recebi 1 ficheiro.
   *[other] Já recebi { $count } ficheiros.
}
offer-person = Também pode falar com um técnico.
sent-as-it-is = O pedido seguiu como está. Um técnico pergunta o que falta.
recovered = O pedido está outra vez aqui.
nothing-to-recover = Não há nenhum pedido apagado nas últimas 24 horas.
confirm-again = Passaram mais de 2 minutos. Confirme outra vez.
not-understood = Não percebi. Escolha uma das opções, ou escreva o número da opção.
cannot-skip = Esta resposta faz falta. Para enviar assim mesmo, escreva «só isso».
nothing-asked = Não há nenhuma pergunta por responder. De que precisa?
nothing-written = A mensagem chegou vazia. Escreva algumas palavras.
still-missing = Antes de enviar, falta uma resposta.
filed =
    Pedido recebido. Prioridade: { $priority }.
    Para juntar fotos ou mais detalhes, escreva aqui.
    { $reference }
nothing-to-file = Não há nenhum pedido para enviar.
