// Loaded into a process that knows nothing of its supervisor: when that is killed, this must not keep the port.
process.on("disconnect", () => process.exit(1));
