import type { NoticeWords } from './shape.ts';

export const japanese: NoticeWords = {
  notSent: 'お客様には送信されていません。',
  failures: {
    'light-agent': 'ライトエージェントは社内メモしか書けません。同僚に送信を依頼してください。',
    suspended: 'メモの作成者は停止されています。',
    departed: 'メモの作成者は、現在有効なエージェントではありません。',
    'private-only': 'このロールでは社内メモしか書けません。同僚に送信を依頼してください。',
    'not-staff': 'メモの作成者はエージェントではありません。',
    'by-email': 'メールで届いたコマンドは無効になっています。ヘルプデスクでメモを書いてください。',
    'note-redacted': '回答の送信前にメモが墨消しされました。書き直してください。',
    empty: 'コマンドの後に本文がありません。',
    'unresolved-placeholder':
      '{detail} が未入力のままです。お客様にはこのまま表示されます。本文を直接入力して、もう一度お試しください。',
    'language-unknown': 'お客様の言語がわかりません。指定してください：#translate:es …',
    'unsupported-language': '次の言語への翻訳はできません：{detail}',
    'numbers-damaged':
      '翻訳で数字、リンク、または他の保護された部分が変わりました。文を短くするか、残す部分に印を付けてください：***ここ***',
    'translation-unavailable':
      '翻訳サービスから応答がありません。もう一度試すか、お客様の言語で回答してください。',
    'not-sent-in-time':
      'ヘルプデスクが時間内に受け付けませんでした。再送信の前に、回答がチケットにないか確認してください。',
    'refused-by-helpdesk': 'ヘルプデスクに拒否されました。',
    'ticket-closed': 'チケットは終了しています。',
    'replies-off': 'このアカウントでは回答が無効になっています（mode）。',
    'no-preview': '送信できるプレビューがありません。先に #preview と本文を書いてください。',
    'file-unavailable': 'メモのファイルを読み込めませんでした。もう一度添付してください。',
    'nothing-to-retry': 'お客様のメッセージはまだありません。',
    'chat-locked':
      'チャットが満杯またはロックされており、メッセージを受け付けません。別の方法で回答してください。',
    'chat-not-configured':
      'チャットへの回答が設定されていません。管理者が Sunshine Conversations のキーを保存する必要があります。チャットに直接書いてください。',
    'chat-unknown':
      'お客様がどのチャットにいるかがわからない、またはわからなくなりました。チャットに直接書くか、次のメッセージをお待ちください。',
    'chat-unsupported': 'この種類のチャットには、ここから回答を送れません。チャットに直接書いてください。',
    'no-address': '回答の送り先になるお客様のアドレスがわかりません。別の方法で回答してください。',
    'no-sender':
      '回答の送信元アドレスが設定されていません。管理者が指定する必要があります。別の方法で回答してください。',
    'too-many-recipients':
      'CC の人数が、ヘルプデスクが一度に送れる数を超えています。宛先を減らし、別の方法で回答してください。',
  },
  notUnderstood: {
    'near-miss': '#{word} はコマンドではありません。{meant} のことですか？ #help ですべて表示されます。',
    'unknown-language':
      '「{word}」は翻訳できる言語ではありません。コード（es、pt-BR）または名前を使ってください：{meant}:es …',
    'bad-count': '「{word}」は 1 から 50 までの数字ではありません：{meant} 10',
    empty: '{meant} には言語が必要です：{meant} es',
  },
  publicSlip:
    'このコメントは公開されていました。お客様は「{word}」をそのまま読んでいます。コマンドは社内メモに書いてください。',
  previewIn: 'お客様に表示される文（{language}）：',
  translatedBack: '逆翻訳：',
  noBackTranslation: '逆翻訳は利用できません。',
  noFormality: '敬体・常体の設定がない言語です：{language}',
  howToSend: '#send でこのとおりに送信されます。',
  noHistory: 'お客様のメッセージはありません。',
  help: {
    '#translate …':
      '残りの文をお客様の言語で、あなたの名前で、メモのファイルとともに送信します。短縮形は #t、別の言語は #translate:it',
    '#preview …': 'お客様に表示される文とその逆翻訳を表示します',
    '#send': '最後のプレビューをそのまま送信します',
    '#lang pt': 'お客様の言語を訂正し、最後のメッセージを読み直します',
    '#pause / #resume': 'この会話の翻訳メモを停止・再開します',
    '#retry': 'お客様の最後のメッセージをもう一度処理します',
    '#history 10': 'お客様の最新 10 件のメッセージを 1 つのメモにまとめます',
    '#help': 'この表',
  },
};
