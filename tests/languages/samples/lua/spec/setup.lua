function only_here() end                -- => defines function only_here
