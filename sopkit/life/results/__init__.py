"""Results of monitoring and evaluation: from a filled-in table into the SOPs' files, under `evaluasi`."""
