/** Two speech bubbles that overlap. Beside the name, so never read out. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="logo-one"
        d="M4 4h16a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-8l-5 5v-5H4a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3Z"
      />
      <path
        className="logo-two"
        d="M14 11h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-3v5l-5-5h-6a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Z"
      />
    </svg>
  );
}
