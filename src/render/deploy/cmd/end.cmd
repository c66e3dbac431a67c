
echo Done.
rmdir /s /q "%composer_folder%"
exit /b 0

:failed
>&2 echo error: it stops here, and goes on from here when it is run again
:ended
if exist "%composer_folder%" rmdir /s /q "%composer_folder%"
exit /b %composer_status%
