import type { Lexicon } from './lexicon.ts'

export const english: Lexicon = {
  language: 'en',
  stopWords: new Set(
    "a ago again about after all also am an and any are as at be because been before being but by can could did do does for from had has have he her here him his how i if in into is it its just like me more most my no not of on one only or other our out over she should so some such than that the their them then there these they this those to too up us very was we were what when where which while who why will with would you your yours yet via off own few may might must shall let get got see say said its it's now ever never always often both either each any same too him hers ours".split(
      ' ',
    ),
  ),
  requestWords: new Set(
    'ask asks add end set put try run go do top new old how-to day days way use fit one-line write writes writing written explain describe summarize summarise summary translate list lists give make create generate produce draft compose compare analyze analyse classify extract identify tell show provide include including use using used answer answers respond reply return output please want need help text prompt article essay paragraph paragraphs sentence sentences word words character characters bullet bullets point points item items table json csv code format style tone short shorter long brief concise detailed simple exactly least maximum minimum following given below above example examples good nice better best great interesting several various many few new something anything stuff things thing etc step steps idea ideas tip tips way ways email mail message numbered single each per keep without must under within approximately around question questions one two three four five six seven eight nine ten poem poems haiku limerick story stories essay speech tagline slogan letter blog post report description review song script dialogue headline caption tweet joke recipe biography newsletter memo outline plan guide tutorial overview introduction conclusion announcement page object array keys year years old less cannot want wants called named readers audience'.split(
      ' ',
    ),
  ),
  vagueWords:
    'some|several|various|a few|many|a lot of|lots of|things?|stuff|something|anything|somehow|good|nice|great|interesting|appropriate|suitable|proper|properly|better|etc|and so on|kind of|sort of|maybe|as needed|if possible|soon|relatively|quite|fairly',
  asides:
    "without|avoid(?:ing)?|do not|don't|never|except(?: for)?|rather than|instead of|aimed at|intended for|for (?:beginners|experts|children|kids|students|adults)",
  tasks: {
    translate: 'translate|localize',
    summarise: 'summari[sz]e|sum up|condense|recap',
    edit: 'proofread|rewrite|rephrase|paraphrase|edit|correct|improve|shorten|polish|simplify',
    extract: 'extract|pull out|find all|identify (?:all|every|each)',
    classify: 'classify|categori[sz]e|label|tag',
    analyse: 'analy[sz]e|compare|contrast|evaluate|assess|review|critique',
    explain: 'explain|describe|define|clarify|teach',
    code: 'implement|refactor|debug|program',
    plan: 'plan|schedule|outline|organi[sz]e',
    list: 'list|brainstorm|suggest|name|enumerate|recommend|(?:give|provide|tell) (?:me |us )?(?:\\p{L}+ ){0,3}(?:ideas|tips|examples|reasons|suggestions)',
    write: 'write|draft|compose|create|generate|produce|make|tell',
    question: 'what|why|how|when|where|who|which|is|are|do|does|can|should',
  },
  formats: [
    [
      'json',
      '(?:as|in|into|valid|only|return|output|produce|respond with|reply with|answer with) (?:an? |only |valid |raw |strict |well-formed )*json|json (?:only|format|output)',
    ],
    ['csv', '(?:as|in|into|valid|return|output|produce) (?:an? )?csv|csv (?:format|output|only)'],
    [
      'table',
      '(?:as|in|into|with|create|make|draw|produce|output) (?:a|an) (?:(?!of)\\p{L}+ ){0,3}table|markdown table|tabular form',
    ],
    ['numbered', 'numbered (?:list|steps|points)|ordered list'],
    ['bullets', 'bullet(?:ed)?[ -](?:points?|lists?)|bullets|unordered list'],
    [
      'code',
      '(?:write|create|implement|generate|give me|provide|build)(?:(?! about )[^.!?\\n]){0,60} (?:python|javascript|typescript|java|rust|golang|ruby|php|kotlin|swift|bash|sql|html|css|regex) (?:functions?|scripts?|programs?|class|classes|code|quer(?:y|ies)|snippets?|modules?|components?|methods?|regex)|(?:write|create|implement|generate|give me|provide|build)[^.!?\\n]{0,20} (?:functions?|scripts?|programs?|class|classes|code|quer(?:y|ies)|snippets?|modules?|components?|methods?|regex)(?:(?! about )[^.!?\\n]){0,60} (?:python|javascript|typescript|java|rust|golang|ruby|php|kotlin|swift|bash|sql|html|css|regex)|(?:write|create|implement|generate|give me|provide|build) (?:an? |some |the )?(?:sql|html|css|regex|regular expression)|code (?:snippet|block)|(?:write|create|implement|generate|give me|provide|build) (?:a|an|some|the) (?:\\p{L}+ )?(?:code|function (?:that|which|to))',
    ],
    ['email', '(?:write|draft|compose|send|create)[^.!?\\n]{0,40} e-?mail'],
    ['yes-no', 'yes or no|yes/no|"yes" or "no"'],
    ['one-word', '(?:in|with|answer|reply|respond|only|just) (?:only |just |exactly )?(?:one|a single|1) word'],
    ['list', '(?:as|in|into|make|create|give|write|provide|return) (?:me |us )?(?:a|the) (?:(?!of)\\p{L}+ ){0,2}list'],
  ],
  limits: {
    numbers: {
      one: 1,
      'a single': 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
      twelve: 12,
      fifteen: 15,
      twenty: 20,
      fifty: 50,
      'a hundred': 100,
      'one hundred': 100,
    },
    atMost:
      'at most|at the most|no more than|not more than|not exceed|not exceeding|a maximum of|maximum of|maximum|max\\.?|up to|within|limited to|limit (?:it |this |yourself )?to',
    lessThan: 'fewer than|less than|under|below',
    atLeast: 'at least|a minimum of|minimum of|minimum|no fewer than|no less than|not less than',
    moreThan: 'more than|over',
    exactly: 'exactly|precisely|only|just',
    about: 'about|around|approximately|approx\\.?|roughly|some|circa|ca\\.?|~',
    fact: 'the|these|those|this|following|my|our|your|their|its|is|are|was|were|has|have|had|contains?|first|last|every|each|per',
    inside: 'in|of|with|into|to',
    to: 'to|and|or|-|–',
    orFewer: 'or less|or fewer|at most|max(?:imum)?|tops',
    orMore: 'or more|at least|minimum',
    units: {
      word: 'words?',
      character: 'characters?|letters',
      sentence: 'sentences?',
      paragraph: 'paragraphs?',
      bullet: 'bullet points?|bullets|bulleted (?:points|items)',
      item: 'items|ideas|tips|examples|reasons|steps|suggestions|titles|key points|main points|benefits|advantages|names',
    },
  },
  labels: {
    role: 'role|persona',
    context: 'context|background|audience|target audience|purpose|situation',
    constraints: 'constraints?|rules|restrictions|guidelines|requirements',
    format: '(?:output|answer|response|expected)[ _-]?(?:format|form|structure|schema)|format|output',
    examples: 'examples?(?: of the form)?|sample(?: output)?|input|few-shot examples',
    criteria: 'success criteria|acceptance criteria|criteria|goals?|objectives?|definition of done',
    wording: 'clarifications?|definitions?|terms',
    length: 'length|word count|size',
    'self-check': 'before you answer|self-check|final check',
  },
  phrases: {
    role: "you are an?|you're an?|act as|take (?:on )?the role of|imagine (?:that )?you are|as an? (?:expert|experienced|senior|professional)",
    context:
      "i am|i'm|i work|i have|we are|we're|we have|(?:my|our) (?:company|team|customers?|clients?|users?|readers?|boss|manager|colleagues?|students?|children|business)|so that|because|audience|readers|intended for|aimed at|for (?:beginners|experts|children|kids|students|adults|customers|developers|managers|executives)",
    constraints: "must(?: not)?|do not|don't|avoid|never|without|no more than|at most|only|exactly",
    length:
      'short|brief|briefly|concise|concisely|succinct|long|detailed|in detail|in depth|in-depth|one-page|two-page|tweet|haiku|limerick',
    examples: 'for example|e\\.g\\.?|such as|like this|for instance',
  },
  languageNames: {
    english: 'en',
    german: 'de',
    french: 'fr',
    spanish: 'es',
    italian: 'it',
    portuguese: 'pt',
    dutch: 'nl',
    chinese: 'zh',
    japanese: 'ja',
    korean: 'ko',
    russian: 'cyrillic',
    ukrainian: 'cyrillic',
    greek: 'greek',
    arabic: 'arabic',
    hebrew: 'hebrew',
    hindi: 'devanagari',
    thai: 'thai',
  },
  answerIn:
    '(?:answer|respond|reply|write|written|translate|translated|output|speak)[^.!?\\n]{0,80} (?:in|into|to) (?:{name})',
  answers: {
    refusal:
      "as an ai(?: language)?(?: model| assistant)?|(?:i(?:'m| am) )?sorry,? (?:but )?i (?:can't|cannot|can not|am unable to|'m unable to|am not able to|won't)|i (?:can't|cannot|can not|am unable to|am not able to|won't) (?:help|assist|comply|fulfil|fulfill|provide|create|generate|write|access|browse|do that|answer)|i(?:'m| am) (?:unable|not able) to (?:help|assist|comply|fulfil|fulfill|provide|create|generate|write|access|browse|do that|answer)|i don't have (?:access to|the ability to)",
    askingBack:
      '(?:could|can|would) you (?:please )?(?:provide|share|clarify|specify|tell me|give me|paste)|please (?:provide|share|clarify|specify|paste|tell me)|i need (?:more|some more|additional) (?:information|details|context)|what (?:would you like|do you want|kind of)',
    opening:
      "(?:certainly|sure(?: thing)?|of course|absolutely)(?= ?[!,.:;–-])|great question|i'd be (?:happy|glad) to|i would be (?:happy|glad) to|here(?:'s| is| are) (?:a|an|the|your|some|my|\\d+)|below is|as requested",
    closing:
      'i hope (?:this|that|it) helps|hope this helps|let me know if|feel free to|if you (?:need|have|would like) (?:any|more|further)|is there anything else|happy to (?:help|adjust|revise)',
    yesOrNo: 'yes|no',
    subject: 'subject',
    greeting: 'dear|hello|hi|hey|good (?:morning|afternoon|evening)|greetings|to whom it may concern|hey there',
  },
}
