# Modo de prática: para formações. Nada do que se faz nele conta.

practice-banner = PRÁTICA · isto não conta
practice-is-real = Isto não é prática:
practice-began = Modo de prática: nada do que fizer conta, e ninguém é avisado. Experimente à vontade.
    Para sair: /pratica
practice-ended = Não está em prática. A partir de agora, tudo conta.
practice-is-over = A prática terminou, por não escrever há duas horas. O que escreve agora conta.
practice-filed = Pedido de prática guardado. Prioridade: { $priority }. Num pedido verdadeiro, a equipa era avisada agora.
    { $reference }
practice-not-practised = Isso não se pode praticar, porque é verdadeiro. Nada mudou. Primeiro saia da prática: /pratica
choice-end-practice = Sair da prática
marked-practice = PRÁTICA · não conta
