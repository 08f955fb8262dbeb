//! Words of one meaning, for comparing what people tell: synonyms, Portuguese and English for the same, and how much a
//! word tells at all. All are folded and in full; they are compared by their stems.

/// Words of the same meaning, one group a line; a group's first word stands for it.
pub const KIN: &str = "
senha password palavra-passe palavra-chave credenciais passwords credentials pin
entrar aceder acesso login logon signin autenticar iniciar-sessao access enter
sincronizar sync sinc sincronizacao synchronise synchronize
imprimir impressao print printing imprime
impressora printer impressoras
etiqueta rotulo label etiquetas labels
relatorio relatorios report reports reporte
rede network internet net ligacao conexao conectividade connection connectivity wifi dados-moveis
servidor server
lento lentidao devagar demora demorado slow sluggish lag
parado parou caiu caido baixo down travado travou pendurou pendurado congelado encravado bloqueou freeze frozen hang hung crash crashes crashed stuck
paciente doente utente pacientes doentes utentes patient patients
duplicado duplicar repetido repetida duplicate duplicated duplicates
apagar eliminar remover delete remove deleted
guardar gravar salvar save saved saving grava
abrir abre open opens opening iniciar start starts arrancar arranca boot boots inicia
fechar encerrar close closes closed
enviar mandar submeter send sent submit submitted enviado chegar receber arrive arriving receive received reach reaching chega recebe
ficheiro arquivo file files
computador portatil laptop pc computer notebook
telemovel celular telefone phone mobile cellphone
tablet tablets
ecra tela monitor screen display
resultado resultados result results
carga-viral viral-load
amostra sample amostras samples
laboratorio lab laboratory
medicamento remedio farmaco medicine drug medication medicamentos medicines drugs
farmacia pharmacy
stock existencia inventario inventory estoque
requisicao requisition
deposito armazem warehouse
corrente energia electricidade eletricidade luz power electricity
corte queda apagao outage cut
copia-de-seguranca backup copia-seguranca backups
disco armazenamento disk storage drive
espaco space
cheio full
actualizar update upgrade atualizar versao updated updating version
instalar install instalacao installation setup
base-de-dados database bd banco-de-dados
consulta visita visit appointment encounter consultas appointments visits
data date dia day
hora hour time horas relogio clock
lembrete reminder lembretes reminders
mensagem message sms mensagens messages
ficha formulario form fichas formularios forms
lista list listas lists
vazio branco zero blank empty vazia em-branco
expirar vencer expired expire vencido vencida validade expiry expirou
lote batch lotes batches
exportar export extrair
importar import
erro error falha fail failed failing failure falhar erros errors
perder perdido desaparecer sumir lost missing disappear desaparecem perdidos
errado errada incorrecto incorreto trocado wrong incorrect trocadas
transferir transferido transfer transferred
abandono abandonar defaulter defaulters faltoso faltosos ltfu lost-to-follow-up
grafico chart graph
fotografia foto imagem photo picture image
anexo anexar attachment attach
conta account utilizador user usuario utilizadores users
formacao treino capacitacao training course
certificado certificate
painel dashboard
trimestre quarter
mes mensal month monthly
idioma lingua language
ingles english
portugues portuguese
registar registo inscrever register registration registering
juntar fundir fusao merge merging unir
codigo-de-barras barcode codigo-barras
leitor scanner reader
ler leitura lido lida lidos read reading
sinal signal
criar adicionar create add novo new nova
conseguir conseguem able can
central headquarters nacional national
unidade-sanitaria facility us centro-de-saude clinic hospital
notificacao notification alerta alert
media average mean medio
consumo consumption
virus malware antivirus
mostrar aparecer show appear shows aparece
aceitar aceita accept accepts
recusar rejeitar recusa reject rejects refuse denied
bloquear bloqueado block blocked locked
dispensar dispensa dispense levantamento pickup aviamento
partir partido quebrar broken break avariado avariar estragado estragar danificado damaged
roubar roubado furto stolen theft
tinta toner ink cartucho cartridge
papel paper folha
rato mouse
teclado keyboard
cabo cable fio
carregador charger
bateria battery pilha
carregar charge charging
";

/// Words that tell little: that something is wrong or is done, and what every request speaks of.
pub const WEAK: &str = "
erro problema falha funcionar funciona trabalhar dar aparecer mostrar abrir fechar guardar entrar sair ligar desligar parado lento enviar
ver fazer faz usar utilizador conta criar registar aceitar recusar actualizar carregar clicar escolher devolver devolve dizer fala pagina
computador dados dado data hora lista ficha mensagem paciente unidade-sanitaria numero nome informacao opcao botao menu campo
perder errado bloquear conseguir central sistema programa aplicacao aplicativo app plataforma modulo software voltar mudar
error problem work works working page list number name option button field data record records screen click
voltar continuar continua automatico geral primeiro ultimo mes dia semana passado novo telemovel ler
";

/// Words that tell nothing.
pub const NOTHING: &str = "
a as o os e ou um uma uns umas de do da dos das em no na nos nas num numa ao aos por pelo pela pelos pelas para pra pro com sem sob sobre entre ate desde
que quem qual quais quando quanto onde como porque porqu se mas porem tambem ja ainda so apenas muito muita muitos maningue bastante mais menos bem mal tao
eu tu ele ela nos eles elas me te lhe lhes meu minha meus minhas seu sua seus suas nosso nossa nossos nossas este esta estes estas esse essa isso isto aquele aquela aquilo
ser sou es e somos sao era foi foram sera estar estou estas esta estao estava estamos tou ta tao tas ter tenho tem temos tinha haver ha houve vai vou vao ir
nao n nem sim nunca nada tudo todo toda todos todas algum alguma alguns algumas ninguem alguem cada outro outra outros outras mesmo mesma mesmos
bom boa dia tarde noite ola oi alo obrigado obrigada favor por colega colegas dr dra sr sra senhor senhora doutor equipa ajuda ajudar ajudem pedir peco pedido gostaria queria quero kero preciso precisamos
hoje ontem amanha agora logo depois antes sempre vez vezes enquanto aqui ali la ca ai vamos pode podem poder consigo conseguimos consegue faz favor acho parece ficar fica ficou quer querer
situacao coisa assunto caso tipo parte forma maneira resto cima dentro fora meio
the a an and or of to in on at by for from with without into onto about over under it its is are was were be been being has have had do does did doing done not no dont doesnt didnt isnt arent cant cannot wont
i you he she we they me him her us them my your his our their this that these those there here who what which when where why how
all any some every each other same just only also still yet again already now then today yesterday tomorrow since until very too so more less please thanks thank hello hi good morning afternoon dear sir madam
can could will would should may might must get gets getting got need needs want wants try tries trying tried when while if but because as than there was one up out our lets let us
";
