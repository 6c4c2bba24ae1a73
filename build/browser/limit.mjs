// Milliseconds that the browser may take for one step: only what hangs takes so long, on the busiest machine too.
export const limit = 600_000;
