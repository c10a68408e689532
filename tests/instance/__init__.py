"""The whole product as real processes: started, used, killed, started again."""
