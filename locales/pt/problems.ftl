# Problemas que muitos têm: o que se oferece a quem reporta, e o que a equipa vê.

problem-offer = Já sabemos de um problema assim: «{ $summary }»
problem-offers = Já sabemos de problemas assim:
problem-offers-line = { $place }. «{ $summary }»
problem-is-it = É isto?
problem-announced = Aviso { $name }: «{ $words }»
problem-is-it-why = É por isto?
problem-answer = { $text }
problem-does-it-help = Isto resolve?
problem-joined = Pedido { $reference } recebido. Faz parte do problema «{ $summary }». Avisamos quando houver novidades.
problem-part = Pedido { $reference }: faz parte do problema «{ $summary }», que outros também têm. Avisamos quando houver novidades.
problem-part-unnamed = Pedido { $reference }: faz parte de um problema que outros também têm. Avisamos quando houver novidades.
problem-fixed = Pedido { $reference }: o problema «{ $summary }» foi dado como resolvido. Já funciona?
problem-fixed-unnamed = Pedido { $reference }: o problema de que faz parte foi dado como resolvido. Já funciona?

problem-alike = { $count } pedidos parecem falar do mesmo. É um problema comum?
problem-alike-head = Pedidos parecidos:
problem-alike-line = { $reference } · { $facility } · «{ $words }»
problem-alike-line-only = { $reference } · { $facility }
problem-none = Não há problemas comuns em curso. Para fazer um de um pedido: /comum e a referência.
problem-list-head = Problemas comuns em curso:
problem-list-line = { $reference } · { $system } · { $state } · { $reach }
problem-head = Problema comum { $reference }
problem-state = Estado
problem-state-open = em estudo
problem-state-known = erro conhecido
problem-state-solved = resolvido
problem-reach = Atinge
problem-requests = { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}
problem-facilities = { $count ->
    [one] { $count } Unidade Sanitária
   *[other] { $count } Unidades Sanitárias
}
problem-partners = { $count ->
    [one] { $count } parceiro
   *[other] { $count } parceiros
}
problem-confirmed = Já funciona: { $confirmed } de { $all }
problem-symptom = Sintoma
problem-cause = Causa
problem-workaround = Solução provisória
problem-summary-pt = Resumo (português)
problem-summary-en = Resumo (inglês)
problem-draft-pt = Por aprovar (português)
problem-draft-en = Por aprovar (inglês)
problem-not-offered = Sem resumo aprovado não se oferece a quem reporta.
problem-not-presentable = Um resumo tem até 100 letras, e nenhum nome, NID ou número de telefone. Só se aprova o que já está escrito.
problem-ask-symptom = O que é que se vê? Só a equipa lê.
    { $reference }
problem-ask-cause = Qual é a causa? Só a equipa lê.
    { $reference }
problem-ask-workaround = O que ajuda enquanto não está resolvido? Só a equipa lê.
    { $reference }
problem-ask-summary-pt = Escreva o resumo em português, numa frase. Outros vão lê-lo: sem nomes nem NID.
    { $reference }
problem-ask-summary-en = Escreva o resumo em inglês, numa frase. Outros vão lê-lo: sem nomes nem NID.
    { $reference }

marked-common = Problema comum
marked-of-problem = Do problema comum

choice-join = Também me afecta
choice-join-one = Afecta-me: { $place }
choice-because = É por isto
choice-because-one = É isto: { $place }
choice-helped = Resolveu
choice-not-helped = Não resolveu
choice-not-known = Não é isto
choice-gather = É um problema comum
choice-add-to = Juntar { $reference }
choice-summary-pt = Resumo em português
choice-summary-en = Resumo em inglês
choice-approve-pt = Aprovar português
choice-approve-en = Aprovar inglês
choice-known-error = Erro conhecido
choice-still-open = Ainda em estudo

help-common = /comum { $example } { $other }: faz do primeiro um problema comum e junta-lhe o segundo
help-problem = /problema { $example } resumo Texto: o que outros lêem (também sintoma, causa, contorno, aprovar, conhecido, aberto, resolvido)
happened-common = Problema comum
happened-problem = Problema comum descrito
happened-impact = Impacto
