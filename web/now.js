// What the page shows now, for the modules that work on it together.

export const now = {
  // The seat as the desk describes it; null at the door.
  seat: null,
  // Under which its letters and its queue are kept: "person@chat".
  tag: "",
  past: null,
  line: null,
  // The page that help is asked from, where the chat is embedded.
  context: undefined,
  // connecting | connected | offline | unavailable, or nothing at the door.
  state: "connecting",
};
