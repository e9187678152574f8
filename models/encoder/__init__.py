"""Fine-tuning a transformer from a local Hugging Face directory, and making it small enough to read with on a CPU."""
