import type { Lexicon } from './lexicon.ts'

export const french: Lexicon = {
  language: 'fr',
  stopWords: new Set(
    "à afin ai ainsi alors après au aucun aussi autre aux avant avec avoir ce cela ces cet cette chaque chez comme comment d dans de depuis des donc du elle elles en encore entre est et être eu fait il ils j je l la le les leur leurs lui ma mais me mes moi mon n ne nos notre nous on ont ou où par parce pas pour plus pourquoi qu qu'il quand que quel quelle qui quoi sa sans se ses si son sont sous sur ta te tes toi ton tous tout très tu un une vos votre vous y c'est d'un d'une n'est j'ai l'on".split(
      ' ',
    ),
  ),
  requestWords: new Set(
    'écris écrivez écrire rédige rédigez rédiger explique expliquez expliquer décris décrivez résume résumez résumé résumer traduis traduisez traduire liste listez énumère donne donnez fais faites crée créez génère compare comparez analyse analysez classe classez extrais extrayez montre utilise utilisez réponds répondez réponse veuillez merci besoin aide texte article paragraphe paragraphes phrase phrases mot mots caractères puce puces point points tableau json csv code format style ton court courte courtes long longue bref détaillé simple exactement maximum minimum moins plus suivant suivante suivants dessus dessous exemple exemples bon bonne beau intéressant plusieurs divers quelques nouveau nouvelle nouveaux etc étape étapes idée idées conseil conseils mail courriel numérotée environ question questions deux trois quatre cinq six sept huit neuf dix poème poèmes haïku limerick histoire histoires essai discours slogan lettre blog billet rapport description critique chanson script dialogue titre légende tweet blague recette biographie infolettre note plan guide tutoriel aperçu introduction conclusion annonce page objet clés ans peux pouvez électronique message'.split(
      ' ',
    ),
  ),
  vagueWords:
    'quelques|plusieurs|divers|diverses|certaine?s|beaucoup|un peu|choses?|trucs?|quelque chose|bonn?e?s?|beaux?|belles?|intéressante?s?|appropriée?s?|adéquate?s?|convenables?|mieux|etc|et ainsi de suite|peut-être|si possible|bientôt|relativement|assez',
  asides:
    "sans|évite[rz]?|évitant|ne [^.!?,;:\\n]{1,20} pas|n'[^.!?,;:\\n]{1,20} pas|pas de|jamais|sauf|au lieu de|plutôt que|pour (?:des |les )?(?:débutants|experts|enfants|élèves|étudiants|adultes)",
  tasks: {
    translate: 'tradui(?:s|sez|re|t)',
    summarise: 'résume[rz]?|synthétise[rz]?|fai(?:s|tes) (?:un|le) résumé',
    edit: 'corrige[rz]?|reformule[rz]?|réécri(?:s|vez|re)|améliore[rz]?|raccourci(?:s|ssez|r)|simplifie[rz]?|relis',
    extract: 'extrai(?:s|re)|extrayez|trouve[rz]? (?:tous|toutes)|identifie[rz]? (?:tous|toutes)',
    classify: 'classe[rz]?|catégorise[rz]?|étiquette[rz]?',
    analyse: 'analyse[rz]?|compare[rz]?|évalue[rz]?|examine[rz]?|critique[rz]?',
    explain: 'explique[rz]?|décri(?:s|vez|re)|défini(?:s|ssez|r)|clarifie[rz]?',
    code: 'implémente[rz]?|programme[rz]?|débogue[rz]?|refactorise[rz]?',
    plan: 'planifie[rz]?|organise[rz]?|structure[rz]?',
    list: 'liste[rz]?|énumère[rz]?|énumérez|propose[rz]?|suggère[rz]?|suggérez|nomme[rz]?|cite[rz]?|donne[rz]?(?:-moi|-nous)? (?:\\p{L}+ ){0,3}(?:idées|conseils|exemples|raisons)',
    write:
      'écri(?:s|vez|re)|rédige[rz]?|compose[rz]?|crée[rz]?|créez|génère[rz]?|générez|raconte[rz]?|produi(?:s|sez|re)',
    question: "qu'est-ce|pourquoi|comment|quand|où|qui|quel|quelle|quels|quelles|est-ce|combien|que",
  },
  formats: [
    ['json', '(?:en|au format|uniquement|sous forme de|un) (?:objet |tableau |du )?json'],
    ['csv', '(?:en|au format|sous forme de) csv'],
    ['table', "(?:dans|en|sous forme de|sous la forme d'|crée|fais|dresse) ?(?:un )?tableau(?! json)|tableau markdown"],
    ['numbered', 'liste (?:numérotée|ordonnée)|étapes numérotées'],
    ['bullets', 'listes? à puces|puces|points? clés? en liste|tirets'],
    [
      'code',
      '(?:écris|écrivez|écrire|crée|créez|implémente|programme)(?:(?! sur )[^.!?\\n]){0,60} (?:python|javascript|typescript|java|rust|php|bash|sql|html|css|regex)|bloc de code',
    ],
    ['email', '(?:écris|écrivez|écrire|rédige|rédigez|rédiger|compose)[^.!?\\n]{0,40} (?:e-?mail|courriel|mail)'],
    ['yes-no', 'oui ou non|oui/non'],
    ['one-word', "(?:en|d'|par|avec) ?(?:un|1) (?:seul )?mot"],
    ['list', "(?:sous forme de|sous la forme d'une|fais|faites|crée|donne|dresse|dressez) (?:moi )?(?:une |la )?liste"],
  ],
  limits: {
    numbers: {
      un: 1,
      une: 1,
      'une seule': 1,
      'un seul': 1,
      deux: 2,
      trois: 3,
      quatre: 4,
      cinq: 5,
      six: 6,
      sept: 7,
      huit: 8,
      neuf: 9,
      dix: 10,
      douze: 12,
      quinze: 15,
      vingt: 20,
      cinquante: 50,
      cent: 100,
    },
    atMost:
      "au plus|au maximum|maximum|max\\.?|pas plus de|tout au plus|jusqu'à|ne dépass(?:e|ez|ant) pas|limit(?:e|ez)-(?:toi|vous) à",
    lessThan: 'moins de',
    atLeast: 'au moins|au minimum|minimum',
    moreThan: 'plus de',
    exactly: 'exactement|précisément|seulement',
    about: 'environ|à peu près|approximativement|autour de',
    fact: 'les|ces|cette|ce|suivants?|mes|nos|vos|leurs|est|sont|a|ont|contient|premiers?|premières?|derniers?|dernières?|chaque|par',
    inside: 'en|de|avec|dans',
    to: 'à|et|ou|-|–',
    orFewer: 'ou moins|maximum|au maximum|max',
    orMore: 'ou plus|minimum|au minimum',
    units: {
      word: 'mots?',
      character: 'caractères?|lettres',
      sentence: 'phrases?',
      paragraph: 'paragraphes?',
      bullet: 'puces?|tirets|points à puces',
      item: 'idées|conseils|exemples|raisons|étapes|suggestions|titres|avantages|points clés|noms',
    },
  },
  labels: {
    role: 'rôle',
    context: 'contexte|public|public visé|destinataires?|objet|situation',
    constraints: 'contraintes?|règles|consignes|exigences',
    format: 'format(?: de (?:sortie|réponse|la réponse))?|sortie|forme de la réponse',
    examples: 'exemples?(?: de forme)?|entrée',
    criteria: 'critères(?: de réussite)?|objectifs?|but',
    wording: 'précisions?|définitions?',
    length: 'longueur|taille',
    'self-check': 'avant de répondre|vérification',
  },
  phrases: {
    role: "tu es une?|vous êtes une?|agis(?:sez)? comme|joue le rôle|en tant qu(?:e|')",
    context:
      "je suis|je travaille|j'ai|nous sommes|nous avons|(?:mon|ma|mes|notre|nos) (?:entreprise|équipe|clients?|lecteurs?|collègues?|élèves?|enfants?|patron)|afin que|parce que|public|lecteurs|pour (?:des |les )?(?:débutants|experts|enfants|élèves|étudiants|adultes|clients|développeurs)",
    constraints: 'doit|doivent|ne (?:pas|jamais)|évite|évitez|sans|jamais|au plus|uniquement|seulement|exactement',
    length:
      'court|courte|courts|courtes|bref|brève|brièvement|concis|concise|long|longue|détaillé|détaillée|en détail|haïku',
    examples: 'par exemple|p\\. ?ex\\.?|tel que|telles? que|comme suit|ainsi',
  },
  languageNames: {
    'anglais|anglaise': 'en',
    'allemand|allemande': 'de',
    'français|française': 'fr',
    'espagnol|espagnole': 'es',
    'italien|italienne': 'it',
    'portugais|portugaise': 'pt',
    'néerlandais|néerlandaise': 'nl',
    'chinois|chinoise': 'zh',
    'japonais|japonaise': 'ja',
    'coréen|coréenne': 'ko',
    'russe|ukrainien|ukrainienne': 'cyrillic',
    'grec|grecque': 'greek',
    arabe: 'arabic',
  },
  answerIn:
    '(?:réponds|répondez|répondre|écris|écrivez|rédige|rédigez|traduis|traduisez|traduire)[^.!?\\n]{0,80} (?:en) (?:{name})',
  answers: {
    refusal:
      "en tant qu(?:e |')(?:ia|modèle de langage|intelligence artificielle|assistant)|(?:je suis )?désolée?,? (?:mais )?je ne (?:peux|suis)|je ne peux pas (?:vous |t')?(?:aider|répondre|fournir|accéder|créer|générer)|je ne suis pas en mesure",
    askingBack:
      "(?:pourriez-vous|pouvez-vous|peux-tu|pourrais-tu) (?:s'il vous plaît |me )?(?:me )?(?:fournir|préciser|donner|indiquer|dire|partager)|veuillez (?:me )?(?:fournir|préciser|indiquer)|merci de (?:me )?(?:fournir|préciser|indiquer)|j'ai besoin de (?:plus|davantage) d",
    opening:
      "(?:bien sûr|certainement|avec plaisir|absolument|d'accord)(?= ?[!,.:;–-])|voici (?:un|une|le|la|les|des|quelques|votre|ton)|excellente question",
    closing:
      "j'espère que (?:cela|ça|ceci)|n'hésite(?:z)? pas à|fais-moi savoir|faites-moi savoir|si vous avez (?:d'autres|des) questions|puis-je vous aider",
    yesOrNo: 'oui|non',
    subject: 'objet|sujet',
    greeting: 'bonjour|bonsoir|chère?|chers|chères|madame|monsieur|salut|cher',
  },
}
