const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  txt: 'text/plain',
};

/** A file has no media type of its own in Salesforce, which goes by the ending of its name. */
export function mediaTypeOf(fileName: string): string {
  return mediaTypes[fileName.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}
